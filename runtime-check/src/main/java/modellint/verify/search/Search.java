package modellint.verify.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A hazard for which an input is wanted.
 *
 * @param output what the hazardous node produces
 * @param operand the value that must go astray
 * @param aim where it must go
 * @param limit from where on it is astray
 * @param sign what tells that it has happened
 */
public record Search(String output, String operand, Aim aim, double limit, Sign sign) {

  /** Where the operand must go. */
  public enum Aim {
    DOWN,
    UP,
    TO_ZERO,
    /** The largest and the smallest of a row apart, as logits do. */
    APART
  }

  /** What tells that the hazard is real. */
  public enum Sign {
    /** The node's output is NaN or infinite. */
    OUTPUT,
    /** The operand is beyond the limit: the run computes in a precision that holds more. */
    LIMIT,
    /** The gradient of a weight is NaN or infinite. */
    GRADIENT
  }

  public void write(DataOutput out) throws IOException {
    out.writeUTF(output);
    out.writeUTF(operand);
    out.writeUTF(aim.name());
    out.writeDouble(limit);
    out.writeUTF(sign.name());
  }

  public static Search read(DataInput in) throws IOException {
    return new Search(
        in.readUTF(),
        in.readUTF(),
        Aim.valueOf(in.readUTF()),
        in.readDouble(),
        Sign.valueOf(in.readUTF()));
  }

  /** How far the operand has gone, higher being worse; the limit in the same measure. */
  double badness(double value) {
    return switch (aim) {
      case DOWN -> -value;
      case UP, APART -> value;
      case TO_ZERO -> -Math.abs(value);
    };
  }

  public boolean isBeyond(double value) {
    return badness(value) >= badness(limit) && (aim != Aim.DOWN || value < limit || limit == 0);
  }
}
