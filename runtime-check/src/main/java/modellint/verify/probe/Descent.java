package modellint.verify.probe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Training as the model states it, to be carried out for a few steps.
 *
 * @param parameters names of what is trained
 * @param losses the stated loss, or where none is stated, those that such outputs may have
 * @param optimizer its word: {@code sgd}, {@code nesterovs}, {@code adam}
 * @param momentum 0 where none is stated
 * @param numbers the optimiser's other numbers by the library's names
 * @param decay an L2 penalty on the weights
 * @param courses what to try, by the word that names it in the answer
 */
public record Descent(
    List<String> parameters,
    List<String> losses,
    String optimizer,
    double momentum,
    Map<String, Double> numbers,
    double decay,
    Map<String, Course> courses) {

  /** As stated. */
  public static final String STATED = "stated";

  /** As stated but for the clipping: with one where there was none, without it where there was. */
  public static final String OTHER_CLIPPING = "other clipping";

  /** As stated but for the rate, which is one that is usual for the optimiser. */
  public static final String USUAL_RATE = "usual rate";

  /** As stated but for the rate, which is a tenth. */
  public static final String TENTH_OF_RATE = "tenth of rate";

  /** One way to train. */
  public record Course(double rate, Optional<Clipping> clipping) {

    private static void write(Course it, DataOutput out) throws IOException {
      out.writeDouble(it.rate);
      Wire.optional(it.clipping, out, Clipping::write);
    }

    private static Course read(DataInput in) throws IOException {
      return new Course(in.readDouble(), Wire.optional(in, Clipping::read));
    }
  }

  /** What bounds the gradient: {@code value}, {@code l2-per-layer}, {@code global-norm}. */
  public record Clipping(String kind, double threshold) {

    private static void write(Clipping it, DataOutput out) throws IOException {
      out.writeUTF(it.kind);
      out.writeDouble(it.threshold);
    }

    private static Clipping read(DataInput in) throws IOException {
      return new Clipping(in.readUTF(), in.readDouble());
    }
  }

  public Descent {
    parameters = List.copyOf(parameters);
    losses = List.copyOf(losses);
    numbers = Map.copyOf(numbers);
    courses = Map.copyOf(courses);
  }

  static void write(Descent it, DataOutput out) throws IOException {
    Wire.texts(it.parameters, out);
    Wire.texts(it.losses, out);
    out.writeUTF(it.optimizer);
    out.writeDouble(it.momentum);
    Wire.map(it.numbers, out, (number, to) -> to.writeDouble(number));
    out.writeDouble(it.decay);
    Wire.map(it.courses, out, Course::write);
  }

  static Descent read(DataInput in) throws IOException {
    return new Descent(
        Wire.texts(in),
        Wire.texts(in),
        in.readUTF(),
        in.readDouble(),
        Wire.map(in, DataInput::readDouble),
        in.readDouble(),
        Wire.map(in, Course::read));
  }
}
