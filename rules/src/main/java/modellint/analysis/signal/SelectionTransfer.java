package modellint.analysis.signal;

import java.util.List;

/**
 * Slice, Split and Gather of an activation: a share r of the elements goes on. Of the gradient a
 * share r of the elements is not zero; of pairs of positions r^2 where positions are chosen.
 */
final class SelectionTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    if (step.node().type().equals("Gather") && !step.isTracked(0)) {
      new EmbeddingTransfer().apply(step);
      return;
    }
    Tracked x = step.tracked(0);
    for (String output : step.node().outputs()) {
      if (!output.isEmpty()) {
        step.put(output, selected(step, x, step.dims(output)));
      }
    }
  }

  private static Tracked selected(Step step, Tracked x, long[] shape) {
    double share = elements(shape) / x.elements();
    int axis = shrunkAxis(x, shape);
    boolean positions = axis >= 0 && axis != unitAxis(x.rank());
    double pairs = positions ? share * share : share;
    Profile profile = positions ? moment(step, x, axis, shape) : Profile.FLAT;
    Tracked y = Tracked.gaussian(shape, x.signal(), Profile.FLAT);
    step.onBackward(
        () ->
            x.receive(
                Cotangent.of(y.gradient().times(share, pairs, pairs), y.fluctuation())
                    .in(profile)));
    return y;
  }

  /** The first axis that is not what it was; -1 where all are. */
  private static int shrunkAxis(Tracked x, long[] shape) {
    for (int axis = 0; axis < x.rank(); axis++) {
      if (axis >= shape.length || shape[axis] != x.dim(axis)) {
        return axis;
      }
    }
    return -1;
  }

  /** Units lie on axis 1 of maps and rows, on the last of sequences. */
  private static int unitAxis(int rank) {
    return switch (rank) {
      case 2, 4 -> 1;
      case 3 -> 2;
      default -> 0;
    };
  }

  /** Where one position of a sequence is chosen, the gradient lies there alone. */
  private static Profile moment(Step step, Tracked x, int axis, long[] shape) {
    int length = Math.toIntExact(x.dim(axis));
    if (x.rank() > 4 || StrictMath.rint(x.elements() / elements(shape)) != length) {
      return Profile.FLAT;
    }
    var profile = new double[length];
    profile[Math.floorMod((int) step.scalar(1, 0), length)] = length;
    return new Profile(List.of(profile));
  }

  private static double elements(long[] shape) {
    double product = 1;
    for (long dim : shape) {
      product *= dim;
    }
    return product;
  }
}
