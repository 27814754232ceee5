package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every path through the network passes: the outputs of weighted layers and the sums of
 * residual paths, from the first weighted layer to the last but one. There growth is measured:
 * inside a branch, as behind a LayerScale of 10^-6 or at an attention's queries, gradients may be
 * small without harm, and pooling shares a gradient out without losing it.
 */
final class TrunkLine {

  private final List<Tracked> tensors = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private int start = -1;
  private int end;
  private boolean rescaled;
  private boolean endRescaled;

  /** A weighted layer is met, on the trunk or in a branch. */
  void layer() {
    if (start < 0) {
      start = tensors.size();
    }
    end = tensors.size();
    endRescaled = rescaled;
  }

  /** A normalisation stands on the trunk: the scale of what lies before means nothing behind. */
  void normalise() {
    rescaled = true;
  }

  /** A tensor of the trunk is met; a function of the one before adds nothing. */
  void pass(Tracked tensor, String name) {
    rescaled = false;
    Tracked anchor = tensor.anchor();
    if (tensors.isEmpty() || tensors.get(tensors.size() - 1) != anchor) {
      tensors.add(anchor);
      names.add(anchor == tensor ? name : "");
    }
  }

  /** Natural logarithms of squares at both ends; empty where fewer than two tensors lie between. */
  Optional<Ends> ends() {
    if (start < 0 || end - start < 2) {
      return Optional.empty();
    }
    Tracked first = tensors.get(start);
    Tracked last = tensors.get(end - 1);
    return Optional.of(
        new Ends(
            lnNorm(first) + first.fluctuation().typical(last.fluctuation()),
            lnNorm(last),
            endRescaled ? 0 : first.signal().moments().lnUnit(),
            endRescaled ? 0 : last.signal().moments().lnUnit(),
            span(start, end - 1)));
  }

  /** The names of both ends; empty where one is not a value of the graph. */
  private Optional<Stations.Span> span(int first, int last) {
    return names.get(first).isEmpty() || names.get(last).isEmpty()
        ? Optional.empty()
        : Optional.of(new Stations.Span(names.get(first), names.get(last), !endRescaled));
  }

  /** What is known at the first and at the last tensor, and their names. */
  record Ends(
      double lnFirstGradient,
      double lnLastGradient,
      double lnFirstSignal,
      double lnLastSignal,
      Optional<Stations.Span> span) {}

  private static double lnNorm(Tracked tensor) {
    return tensor.gradient().lnUnit() + StrictMath.log(tensor.elements());
  }
}
