package modellint.rules.damage;

import modellint.analysis.layer.Layer;
import modellint.graph.Init;

/** The initialisers that fit a class of activations, as a person asks a library for them. */
public enum Scheme {
  /** He et al. 2015: makes up for the half of the signal that a rectifier drops. */
  HE("He", "2 / fan-in") {
    @Override
    double variance(Layer layer) {
      return 2.0 / layer.fanIn();
    }
  },
  /** Glorot and Bengio 2010: between what the signal and what the gradient would want. */
  XAVIER("Xavier", "2 / (fan-in + fan-out)") {
    @Override
    double variance(Layer layer) {
      return 2.0 / (layer.fanIn() + layer.fanOut());
    }
  },
  /** LeCun et al. 1998, Klambauer et al. 2017: what SELU's fixed point rests on. */
  LECUN("LeCun", "1 / fan-in") {
    @Override
    double variance(Layer layer) {
      return 1.0 / layer.fanIn();
    }
  };

  private final String word;
  private final String formula;

  Scheme(String word, String formula) {
    this.word = word;
    this.formula = formula;
  }

  abstract double variance(Layer layer);

  public Init init(Layer layer) {
    return new Init.Normal(word, 0, variance(layer));
  }

  /** {@code He (variance 2 / fan-in)}. */
  public String advice() {
    return word + " (variance " + formula + ")";
  }
}
