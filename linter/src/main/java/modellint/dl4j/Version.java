package modellint.dl4j;

import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Value;

/**
 * The ages of the library whose defaults and semantics differ. The build file decides; without one,
 * calls that only one age had do.
 */
enum Version {
  /** Up to 0.9.1: the layer's learning rate wins over the updater's, penalties need a switch. */
  LEGACY,
  /** 1.0.0-alpha to beta3: an explicit nIn is kept; of its checks, few are known to be there. */
  ALPHA,
  /** 1.0.0-beta4 to beta7: an explicit nIn is kept; output layers and graphs are validated. */
  BETA,
  /** 1.0.0-M1 and M1.1: inference replaces an explicit nIn. */
  MILESTONE,
  /** 1.0.0-M2: the kernel of a convolution over steps counts as a square. */
  SECOND,
  /** 1.0.0-M2.1: parameters have one axis, which some parts of the library were not told. */
  LATEST;

  private static final String ONLY_LEGACY =
      "learningRate|iterations|regularization|momentum|rmsDecay|learningRateDecayPolicy"
          + "|lrPolicyDecayRate|lrPolicyPower|lrPolicySteps|learningRateSchedule|useDropConnect"
          + "|momentumAfter|adamMeanDecay|adamVarDecay|rho";

  /** The age by the text of a version: {@code 0.9.1}, {@code 1.0.0-beta7}. */
  static Version of(String version) {
    if (version.startsWith("0.")) {
      return LEGACY;
    }
    if (version.matches(".*(alpha|beta[23]?)")) {
      return ALPHA;
    }
    if (version.contains("beta")) {
      return BETA;
    }
    if (version.endsWith("-M2")) {
      return SECOND;
    }
    return version.matches(".*-M1(\\..*)?") ? MILESTONE : LATEST;
  }

  /** The age that the calls on a global builder prove, or {@code otherwise}. */
  static Version of(Settings global, Optional<Version> stated) {
    if (stated.isPresent()) {
      return stated.get();
    }
    boolean legacy =
        global.calls().stream()
            .anyMatch(
                it ->
                    it.method().matches(ONLY_LEGACY)
                        && !(it.argument(0) instanceof Value.Elements));
    return legacy ? LEGACY : LATEST;
  }

  boolean infersAlways() {
    return this == MILESTONE || squaresKernelsOfSteps();
  }

  /** Whether building looks at output layers and at vertices that nothing reads. */
  boolean validatesOutputs() {
    return this == BETA || infersAlways();
  }

  /** Before, a second vertex of a name took the place of the first. */
  boolean refusesSecondNames() {
    return validatesOutputs();
  }

  /** Whether initialisers see a kernel of k steps as one of k times k. */
  boolean squaresKernelsOfSteps() {
    return this == SECOND || this == LATEST;
  }

  /** Whether a layer's penalty of zero counts as stated, against a global one. */
  boolean zeroesPenalties() {
    return this == LEGACY || this == ALPHA;
  }

  /** Whether a layer's dropout of zero counts as stated, against a global one. */
  boolean zeroesDropout() {
    return this == LEGACY;
  }

  boolean regularizes(Settings settings) {
    return this != LEGACY || settings.truth("regularization").orElse(false);
  }

  /** Up to 0.9.1 the builder's own rate, by default 0.1, replaces the updater's. */
  Updater withGlobalRate(Updater updater, Settings settings) {
    if (this != LEGACY || updater.type().equals("AdaDelta") || updater.type().equals("NoOp")) {
      return updater;
    }
    Optional<Call> rate = settings.last("learningRate");
    return rate.isPresent()
        ? updater.with("learningRate", Settings.value(rate.get()))
        : updater.with("learningRate", new Value.Real(0.1));
  }
}
