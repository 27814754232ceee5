package modellint.dl4j;

import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Value;

/** The global builder's settings with the library's defaults behind them. */
record Globals(Settings settings, Version version) {

  static final Value SIGMOID =
      new Value.Constant("org.nd4j.linalg.activations.Activation", "SIGMOID");
  static final Value XAVIER =
      new Value.Constant("org.deeplearning4j.nn.weights.WeightInit", "XAVIER");

  Value activation() {
    return settings.value("activation").orElse(SIGMOID);
  }

  Value weightInit() {
    return initOf(settings).orElse(XAVIER);
  }

  /** The call that says how weights are drawn. */
  static Optional<Call> initialiser(Settings settings) {
    return settings.last("weightInit", "dist");
  }

  /** The initialiser that a builder sets, old style included: {@code DISTRIBUTION} plus a dist. */
  static Optional<Value> initOf(Settings settings) {
    Optional<Value> init = initialiser(settings).map(Settings::value);
    boolean named =
        init.filter(it -> it instanceof Value.Constant c && c.name().equals("DISTRIBUTION"))
            .isPresent();
    return named ? settings.value("dist").or(() -> init) : init;
  }

  Optional<Double> biasInit() {
    return settings.value("biasInit").isPresent() ? settings.real("biasInit") : Optional.of(0.0);
  }

  /** Empty where the updater is set to something that cannot be read. */
  Optional<Updater> updater() {
    Optional<Value> stated = settings.value("updater");
    Optional<Updater> updater =
        stated.isEmpty() ? Optional.of(Updater.defaults("Sgd")) : stated.flatMap(Updaters::of);
    return updater.map(Updater::copied).map(it -> version.withGlobalRate(it, settings));
  }

  Penalty penalty() {
    return version.regularizes(settings) ? Penalty.of(settings) : Penalty.NONE;
  }
}
