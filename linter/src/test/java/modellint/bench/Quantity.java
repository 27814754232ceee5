package modellint.bench;

import java.util.Map;
import modellint.analysis.signal.LayerFlow;
import modellint.bench.Truth.LayerTruth;

/** A number that is both predicted and measured at each layer, in decades. */
enum Quantity {
  /** Norm of the loss gradient at the layer's output. */
  GRADIENT("gradientLog10"),
  /** Root mean square of the loss gradient at the layer's weight. */
  WEIGHT_GRADIENT("weightGradientLog10");

  final String word;

  Quantity(String word) {
    this.word = word;
  }

  double predicted(LayerFlow flow) {
    return switch (this) {
      case GRADIENT -> flow.gradientLog10();
      case WEIGHT_GRADIENT -> flow.weightGradientLog10();
    };
  }

  Map<String, Double> measured(LayerTruth layer) {
    return switch (this) {
      case GRADIENT -> layer.gradientLog10();
      case WEIGHT_GRADIENT -> layer.weightGradientLog10();
    };
  }

  /** How far the measurement itself scatters from seed to seed. */
  Map<String, Double> spread(LayerTruth layer) {
    return switch (this) {
      case GRADIENT -> layer.gradientSpread();
      case WEIGHT_GRADIENT -> layer.weightGradientSpread();
    };
  }
}
