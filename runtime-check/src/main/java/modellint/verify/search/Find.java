package modellint.verify.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What came of a search.
 *
 * @param output the node that was asked about, by what it produces
 * @param found whether an input was found
 * @param value the operand's worst element with that input, or with the nearest one that was found
 * @param norm root mean square of that input
 * @param runs how often the model was run
 * @param reason why there was nothing to search; empty where there was
 */
public record Find(
    String output, boolean found, double value, double norm, int runs, String reason) {

  static Find none(Search search, String reason) {
    return new Find(search.output(), false, Double.NaN, Double.NaN, 0, reason);
  }

  /**
   * The name under which the inputs of the {@code index}-th search lie in the scratch directory.
   */
  public static String file(int index) {
    return "found-" + index + ".npz";
  }

  public void write(DataOutput out) throws IOException {
    out.writeUTF(output);
    out.writeBoolean(found);
    out.writeDouble(value);
    out.writeDouble(norm);
    out.writeInt(runs);
    out.writeUTF(reason.substring(0, Math.min(reason.length(), 500)));
  }

  public static Find read(DataInput in) throws IOException {
    return new Find(
        in.readUTF(),
        in.readBoolean(),
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        in.readUTF());
  }
}
