package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tensors that every path through the network passes, from the first weighted layer's output to
 * the last one's input: where growth is measured. Inside a branch, as behind a LayerScale of 10^-6
 * or at an attention's queries, gradients may be small without harm.
 */
final class TrunkLine {

  private final List<Tracked> tensors = new ArrayList<>();
  private int start = -1;
  private int end;

  /** A weighted layer is met, on the trunk or in a branch. */
  void layer() {
    if (start < 0) {
      start = tensors.size();
    }
    end = tensors.size();
  }

  /** A tensor of the trunk is met; a function of the one before adds nothing. */
  void pass(Tracked tensor) {
    Tracked anchor = tensor.anchor();
    if (tensors.isEmpty() || tensors.get(tensors.size() - 1) != anchor) {
      tensors.add(anchor);
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
            first.signal().moments().lnUnit(),
            last.signal().moments().lnUnit()));
  }

  /** What is known at the first and at the last tensor. */
  record Ends(
      double lnFirstGradient, double lnLastGradient, double lnFirstSignal, double lnLastSignal) {}

  private static double lnNorm(Tracked tensor) {
    return tensor.gradient().lnUnit() + StrictMath.log(tensor.elements());
  }
}
