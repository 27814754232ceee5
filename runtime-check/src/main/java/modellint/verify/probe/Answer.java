package modellint.verify.probe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.verify.search.Find;

/**
 * What was measured.
 *
 * @param seeds one entry a seed
 * @param cuts why the gradients of some layers are not known
 * @param remarks what about the run a reader should know: a size that the model does not take
 * @param finds what came of each search
 */
public record Answer(List<Seed> seeds, List<String> cuts, List<String> remarks, List<Find> finds) {

  /**
   * One run.
   *
   * @param outputRms root mean square of the first output
   * @param stations the other values that were asked about
   * @param forward the first node that gives NaN or infinity
   * @param backward the first node, from the outputs on, whose gradient is NaN or infinite
   * @param trial what the training that was asked for did
   */
  public record Seed(
      double outputRms,
      List<Row> layers,
      List<Station> stations,
      Optional<Fault> forward,
      Optional<Fault> backward,
      Optional<Trial> trial) {

    public Seed {
      layers = List.copyOf(layers);
      stations = List.copyOf(stations);
    }

    /** Layers alone. */
    public Seed(double outputRms, List<Row> layers) {
      this(outputRms, layers, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static void write(Seed it, DataOutput out) throws IOException {
      out.writeDouble(it.outputRms);
      Wire.list(it.layers, out, Row::write);
      Wire.list(it.stations, out, Station::write);
      Wire.optional(it.forward, out, Fault::write);
      Wire.optional(it.backward, out, Fault::write);
      Wire.optional(it.trial, out, Trial::write);
    }

    private static Seed read(DataInput in) throws IOException {
      return new Seed(
          in.readDouble(),
          Wire.list(in, Row::read),
          Wire.list(in, Station::read),
          Wire.optional(in, Fault::read),
          Wire.optional(in, Fault::read),
          Wire.optional(in, Trial::read));
    }
  }

  /**
   * One layer; NaN where a number is not known, infinite where the run overflowed.
   *
   * @param activationRms root mean square of the output
   * @param gradientLog10 log10 of the Frobenius norm of the gradient at the output
   * @param weightGradientLog10 log10 of the root mean square of the gradient by the weight
   * @param units what its units do
   */
  public record Row(
      String output,
      double activationRms,
      double gradientLog10,
      double weightGradientLog10,
      Units units) {

    /** Of whose units nothing is known. */
    public Row(
        String output, double activationRms, double gradientLog10, double weightGradientLog10) {
      this(output, activationRms, gradientLog10, weightGradientLog10, Units.UNKNOWN);
    }

    private static void write(Row it, DataOutput out) throws IOException {
      out.writeUTF(it.output);
      out.writeDouble(it.activationRms);
      out.writeDouble(it.gradientLog10);
      out.writeDouble(it.weightGradientLog10);
      Units.write(it.units, out);
    }

    private static Row read(DataInput in) throws IOException {
      return new Row(
          in.readUTF(), in.readDouble(), in.readDouble(), in.readDouble(), Units.read(in));
    }
  }

  /**
   * What the units of a layer do; NaN where it is not known.
   *
   * @param zero share of zeros behind the activation
   * @param saturated share of elements behind the activation where it is flat
   * @param still share of units whose output is the same for every sample and position
   * @param unlike how much the gradients of the units' weights differ, over the largest of them; 0
   *     where all units learn the same
   */
  public record Units(double zero, double saturated, double still, double unlike) {

    public static final Units UNKNOWN = new Units(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private static void write(Units it, DataOutput out) throws IOException {
      out.writeDouble(it.zero);
      out.writeDouble(it.saturated);
      out.writeDouble(it.still);
      out.writeDouble(it.unlike);
    }

    private static Units read(DataInput in) throws IOException {
      return new Units(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }
  }

  /** A value by name, log10 of its root mean square and log10 of its gradient's norm. */
  public record Station(String value, double signalLog10, double gradientLog10) {

    private static void write(Station it, DataOutput out) throws IOException {
      out.writeUTF(it.value);
      out.writeDouble(it.signalLog10);
      out.writeDouble(it.gradientLog10);
    }

    private static Station read(DataInput in) throws IOException {
      return new Station(in.readUTF(), in.readDouble(), in.readDouble());
    }
  }

  /**
   * Where the first NaN or infinity is made: a node by its name, or its output where it has none.
   */
  public record Fault(String node, String operator) {

    private static void write(Fault it, DataOutput out) throws IOException {
      out.writeUTF(it.node);
      out.writeUTF(it.operator);
    }

    private static Fault read(DataInput in) throws IOException {
      return new Fault(in.readUTF(), in.readUTF());
    }
  }

  public Answer {
    seeds = List.copyOf(seeds);
    cuts = List.copyOf(cuts);
    remarks = List.copyOf(remarks);
    finds = List.copyOf(finds);
  }

  public Answer(List<Seed> seeds, List<String> cuts) {
    this(seeds, cuts, List.of(), List.of());
  }

  /** What several runs have shown together. */
  public static Answer joined(List<Answer> answers) {
    return new Answer(
        answers.stream().flatMap(it -> it.seeds().stream()).toList(),
        answers.stream().flatMap(it -> it.cuts().stream()).distinct().toList(),
        answers.stream().flatMap(it -> it.remarks().stream()).distinct().toList(),
        finds(answers));
  }

  /** Of each search the first that found something, else what the last says. */
  private static List<Find> finds(List<Answer> answers) {
    var joined = new ArrayList<Find>();
    int searches = answers.stream().mapToInt(it -> it.finds().size()).min().orElse(0);
    for (int i = 0; i < searches; i++) {
      int at = i;
      answers.stream()
          .map(it -> it.finds().get(at))
          .reduce((first, second) -> first.found() ? first : second)
          .ifPresent(joined::add);
    }
    return joined;
  }

  /** True where it says something of every seed and every layer that was asked about. */
  public boolean answers(Question question) {
    List<String> asked = question.layers().stream().map(Question.Target::output).toList();
    return seeds.size() == question.seeds().size()
        && seeds.stream()
            .allMatch(it -> it.layers().stream().map(Row::output).toList().equals(asked));
  }

  public void write(DataOutput out) throws IOException {
    Wire.list(seeds, out, Seed::write);
    Wire.texts(cuts, out);
    Wire.texts(remarks, out);
    Wire.list(finds, out, Find::write);
  }

  public static Answer read(DataInput in) throws IOException {
    return new Answer(
        Wire.list(in, Seed::read), Wire.texts(in), Wire.texts(in), Wire.list(in, Find::read));
  }
}
