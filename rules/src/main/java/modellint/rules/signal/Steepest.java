package modellint.rules.signal;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import modellint.analysis.layer.Layer;
import modellint.analysis.signal.LayerFlow;
import modellint.graph.Estimate;
import modellint.rule.Measure;
import modellint.rule.Setting;
import modellint.rule.Subject;

/** The layer at which signal or gradient change most, between two layers that every path passes. */
record Steepest(Layer layer, double decades) {

  static final Setting STEP =
      new Setting("damage.step", 0.3, "Decades that one layer may change signal or gradient by");

  /** Of steps that differ by less, the first is named: an even stack is to blame from its start. */
  private static final double EQUAL = 0.05;

  /** Where the gradient grows most on its way back, or shrinks most with {@code sign} -1. */
  static Optional<Steepest> gradient(Subject subject, int sign) {
    return of(subject, it -> -sign * it.gradientLog10());
  }

  /** Where the signal grows most on its way forward, or shrinks most with {@code sign} -1. */
  static Optional<Steepest> signal(Subject subject, int sign) {
    return of(subject, it -> sign * StrictMath.log10(it.activationRms()));
  }

  private static Optional<Steepest> of(Subject subject, ToDoubleFunction<LayerFlow> level) {
    List<LayerFlow> trunk = trunk(subject);
    Optional<Steepest> steepest = Optional.empty();
    for (int i = 1; i < trunk.size(); i++) {
      double step = level.applyAsDouble(trunk.get(i)) - level.applyAsDouble(trunk.get(i - 1));
      if (steepest.isEmpty() || step > steepest.get().decades() + EQUAL) {
        steepest = Optional.of(new Steepest(trunk.get(i).layer(), step));
      }
    }
    return steepest;
  }

  /** The layers that every path passes; all, where nearly everything lies beside a skip. */
  private static List<LayerFlow> trunk(Subject subject) {
    List<LayerFlow> all = subject.signal().layers();
    List<LayerFlow> passed =
        all.stream().filter(it -> subject.trunk().contains(it.layer().node())).toList();
    return 2 * passed.size() >= all.size() ? passed : all;
  }

  /** The whole damage, and this layer's share where the layer alone is out of the ordinary. */
  List<Measure> with(Measure whole, Subject subject) {
    double limit = subject.setting(STEP);
    return decades < limit
        ? List.of(whole)
        : List.of(
            whole,
            new Measure(
                "share of this layer in decades",
                new Estimate(decades, Estimate.Basis.PREDICTED),
                limit));
  }
}
