package modellint.verify.probe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.verify.search.Search;

/**
 * What to measure on a model.
 *
 * @param model its file in the scratch directory
 * @param loss {@code random} or the word of a loss
 * @param inputs what the model is fed with
 * @param seeds one run each
 * @param layers the weighted layers, in graph order
 * @param stations other values whose size and gradient are asked for
 * @param descent the training to be simulated, where a finding asks for it
 * @param searches hazards for which an input is wanted
 */
public record Question(
    String model,
    String loss,
    Inputs inputs,
    List<Long> seeds,
    List<Target> layers,
    List<String> stations,
    Optional<Descent> descent,
    List<Search> searches) {

  /**
   * A weighted layer by names of the graph.
   *
   * @param weight the initialiser; empty where it is none
   * @param unitAxis axis of the weight along which the layer's units lie; -1 where unknown
   * @param activation the output of the function behind the layer; empty where there is none
   * @param function that function's operator
   */
  public record Target(
      String output, String weight, int unitAxis, String activation, String function) {

    public Target(String output, String weight) {
      this(output, weight, -1, "", "");
    }

    private static void write(Target it, DataOutput out) throws IOException {
      out.writeUTF(it.output);
      out.writeUTF(it.weight);
      out.writeInt(it.unitAxis);
      out.writeUTF(it.activation);
      out.writeUTF(it.function);
    }

    private static Target read(DataInput in) throws IOException {
      return new Target(in.readUTF(), in.readUTF(), in.readInt(), in.readUTF(), in.readUTF());
    }
  }

  /**
   * What the model is fed with.
   *
   * @param batch samples, where the model leaves it open
   * @param sizes values for other symbolic dimensions, by symbol
   * @param ranges the values that inputs take, by input name
   * @param samples files of the user's own inputs in the scratch directory; without any, inputs are
   *     made up
   */
  public record Inputs(
      int batch, Map<String, Long> sizes, Map<String, Range> ranges, List<String> samples) {

    public Inputs {
      sizes = Map.copyOf(sizes);
      ranges = Map.copyOf(ranges);
      samples = List.copyOf(samples);
    }

    /** Made up, nothing being known of them. */
    public static Inputs of(int batch) {
      return new Inputs(batch, Map.of(), Map.of(), List.of());
    }

    private void write(DataOutput out) throws IOException {
      out.writeInt(batch);
      Wire.map(sizes, out, (it, to) -> to.writeLong(it));
      Wire.map(ranges, out, Range::write);
      Wire.texts(samples, out);
    }

    private static Inputs read(DataInput in) throws IOException {
      return new Inputs(
          in.readInt(),
          Wire.map(in, DataInput::readLong),
          Wire.map(in, Range::read),
          Wire.texts(in));
    }
  }

  /** The values that an input takes. */
  public record Range(double low, double high) {

    private static void write(Range it, DataOutput out) throws IOException {
      out.writeDouble(it.low);
      out.writeDouble(it.high);
    }

    private static Range read(DataInput in) throws IOException {
      return new Range(in.readDouble(), in.readDouble());
    }
  }

  public Question {
    seeds = List.copyOf(seeds);
    layers = List.copyOf(layers);
    stations = List.copyOf(stations);
    searches = List.copyOf(searches);
  }

  /** What the layers do on made-up inputs, and nothing else. */
  public static Question of(
      String model, String loss, int batch, List<Long> seeds, List<Target> layers) {
    return new Question(
        model, loss, Inputs.of(batch), seeds, layers, List.of(), Optional.empty(), List.of());
  }

  public void write(DataOutput out) throws IOException {
    out.writeUTF(model);
    out.writeUTF(loss);
    inputs.write(out);
    Wire.list(seeds, out, (it, to) -> to.writeLong(it));
    Wire.list(layers, out, Target::write);
    Wire.texts(stations, out);
    Wire.optional(descent, out, Descent::write);
    Wire.list(searches, out, Search::write);
  }

  public static Question read(DataInput in) throws IOException {
    return new Question(
        in.readUTF(),
        in.readUTF(),
        Inputs.read(in),
        Wire.list(in, DataInput::readLong),
        Wire.list(in, Target::read),
        Wire.texts(in),
        Wire.optional(in, Descent::read),
        Wire.list(in, Search::read));
  }
}
