package modellint.verify.probe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured.
 *
 * @param seeds one entry a seed
 * @param cuts why the gradients of some layers are not known
 */
public record Answer(List<Seed> seeds, List<String> cuts) {

  /** One run: the root mean square of the first output, and every layer. */
  public record Seed(double outputRms, List<Row> layers) {
    public Seed {
      layers = List.copyOf(layers);
    }
  }

  /**
   * One layer; NaN where a number is not known, infinite where the run overflowed.
   *
   * @param activationRms root mean square of the output
   * @param gradientLog10 log10 of the Frobenius norm of the gradient at the output
   * @param weightGradientLog10 log10 of the root mean square of the gradient by the weight
   */
  public record Row(
      String output, double activationRms, double gradientLog10, double weightGradientLog10) {}

  public Answer {
    seeds = List.copyOf(seeds);
    cuts = List.copyOf(cuts);
  }

  /** What several runs have shown together. */
  public static Answer joined(List<Answer> answers) {
    return new Answer(
        answers.stream().flatMap(it -> it.seeds().stream()).toList(),
        answers.stream().flatMap(it -> it.cuts().stream()).distinct().toList());
  }

  /** True where it says something of every seed and every layer that was asked about. */
  public boolean answers(Question question) {
    List<String> asked = question.layers().stream().map(Question.Target::output).toList();
    return seeds.size() == question.seeds().size()
        && seeds.stream()
            .allMatch(it -> it.layers().stream().map(Row::output).toList().equals(asked));
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(seeds.size());
    for (Seed seed : seeds) {
      out.writeDouble(seed.outputRms());
      out.writeInt(seed.layers().size());
      for (Row row : seed.layers()) {
        out.writeUTF(row.output());
        out.writeDouble(row.activationRms());
        out.writeDouble(row.gradientLog10());
        out.writeDouble(row.weightGradientLog10());
      }
    }
    out.writeInt(cuts.size());
    for (String cut : cuts) {
      out.writeUTF(cut);
    }
  }

  public static Answer read(DataInput in) throws IOException {
    var seeds = new ArrayList<Seed>();
    for (int i = in.readInt(); i > 0; i--) {
      double rms = in.readDouble();
      var rows = new ArrayList<Row>();
      for (int k = in.readInt(); k > 0; k--) {
        rows.add(new Row(in.readUTF(), in.readDouble(), in.readDouble(), in.readDouble()));
      }
      seeds.add(new Seed(rms, rows));
    }
    var cuts = new ArrayList<String>();
    for (int i = in.readInt(); i > 0; i--) {
      cuts.add(in.readUTF());
    }
    return new Answer(seeds, cuts);
  }
}
