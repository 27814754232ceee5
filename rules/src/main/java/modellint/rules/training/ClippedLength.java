package modellint.rules.training;

import java.util.List;
import java.util.Optional;
import modellint.analysis.learning.GradientScale;
import modellint.analysis.signal.LayerFlow;
import modellint.graph.Dim;
import modellint.graph.Training.Clipping;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;

/**
 * What a clipping compares with its threshold, as it is predicted before the first step.
 *
 * @param least the smallest of the lengths it sees: of a layer's gradient, or of all
 * @param greatest the largest of them
 */
record ClippedLength(Clipping clipping, double least, double greatest) {

  /** The largest of many Gaussian elements, over their root mean square. */
  private static final double EXTREME = 5;

  /**
   * Empty where no loss is stated, or the gradient of a layer is not known, or growth is predicted,
   * which has findings of its own.
   */
  static Optional<ClippedLength> of(Subject subject) {
    Optional<Clipping> clipping =
        subject.graph().training().clipping().filter(it -> it.threshold() > 0);
    List<LayerFlow> flows = subject.signal().layers();
    if (clipping.isEmpty()
        || flows.isEmpty()
        || subject.graph().training().loss().isEmpty()
        || Damage.scores(subject).isEmpty()
        || Damage.worst(subject).isPresent()) {
      return Optional.empty();
    }
    GradientScale scale = GradientScale.of(subject.graph(), subject.shapes());
    double[] sizes =
        flows.stream()
            .mapToDouble(
                it -> size(it, clipping.get()) * (scale.exact() ? scale.least() : Double.NaN))
            .toArray();
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    double squares = 0;
    for (double size : sizes) {
      if (!(size > 0) || Double.isInfinite(size)) {
        return Optional.empty();
      }
      least = Math.min(least, size);
      greatest = Math.max(greatest, size);
      squares += size * size;
    }
    double all = StrictMath.sqrt(squares);
    return switch (clipping.get().kind()) {
      case "value" -> Optional.of(new ClippedLength(clipping.get(), least, EXTREME * greatest));
      case "l2-per-layer", "l2-per-parameter" ->
          Optional.of(new ClippedLength(clipping.get(), least, greatest));
      case "global-norm" -> Optional.of(new ClippedLength(clipping.get(), all, all));
      default -> Optional.empty();
    };
  }

  /** Of one element where elements are clipped, else of the layer's whole gradient. */
  private static double size(LayerFlow flow, Clipping clipping) {
    Dim elements = flow.layer().weight().shape().elements();
    if (clipping.kind().equals("value")) {
      return flow.weightGradientRms();
    }
    return elements.isKnown()
        ? flow.weightGradientRms() * StrictMath.sqrt(elements.size())
        : Double.NaN;
  }
}
