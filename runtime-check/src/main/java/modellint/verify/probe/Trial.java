package modellint.verify.probe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a few real steps of training did, for one seed.
 *
 * @param courses one entry for each loss and way to train
 * @param sharpness one entry for each loss
 * @param refusal why nothing was simulated
 */
public record Trial(List<Course> courses, List<Sharpness> sharpness, Optional<String> refusal) {

  /**
   * One way to train.
   *
   * @param word as in {@link Descent#courses()}
   * @param chance the loss of a network that ignores its inputs
   * @param largest norm of the gradient of all parameters, before any clipping
   * @param losses before each step, and after the last; it ends where it is not finite any more
   */
  public record Course(
      String loss, String word, double chance, double largest, List<Double> losses) {

    public Course {
      losses = List.copyOf(losses);
    }

    private static void write(Course it, DataOutput out) throws IOException {
      out.writeUTF(it.loss);
      out.writeUTF(it.word);
      out.writeDouble(it.chance);
      out.writeDouble(it.largest);
      Wire.list(it.losses, out, (loss, to) -> to.writeDouble(loss));
    }

    private static Course read(DataInput in) throws IOException {
      return new Course(
          in.readUTF(),
          in.readUTF(),
          in.readDouble(),
          in.readDouble(),
          Wire.list(in, DataInput::readDouble));
    }
  }

  /**
   * The largest eigenvalue of the Hessian, or of the Hessian as the optimiser scales it.
   *
   * @param bound the largest value at which the stated rate is stable
   */
  public record Sharpness(String loss, double value, double bound) {

    private static void write(Sharpness it, DataOutput out) throws IOException {
      out.writeUTF(it.loss);
      out.writeDouble(it.value);
      out.writeDouble(it.bound);
    }

    private static Sharpness read(DataInput in) throws IOException {
      return new Sharpness(in.readUTF(), in.readDouble(), in.readDouble());
    }
  }

  public Trial {
    courses = List.copyOf(courses);
    sharpness = List.copyOf(sharpness);
  }

  static Trial refused(String reason) {
    return new Trial(List.of(), List.of(), Optional.of(reason));
  }

  static void write(Trial it, DataOutput out) throws IOException {
    Wire.list(it.courses, out, Course::write);
    Wire.list(it.sharpness, out, Sharpness::write);
    Wire.optional(it.refusal, out, (reason, to) -> to.writeUTF(reason));
  }

  static Trial read(DataInput in) throws IOException {
    return new Trial(
        Wire.list(in, Course::read),
        Wire.list(in, Sharpness::read),
        Wire.optional(in, DataInput::readUTF));
  }
}
