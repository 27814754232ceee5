package modellint.dl4j;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.eval.Value;

/** Updaters by the constructor or builder that makes them, with the library's own defaults. */
public final class Updaters {

  private static final String PACKAGE = "org.nd4j.linalg.learning.config.";

  private static final Map<String, Double> CONSTANTS =
      Map.ofEntries(
          Map.entry("Sgd.DEFAULT_SGD_LR", 1e-3),
          Map.entry("Adam.DEFAULT_ADAM_LEARNING_RATE", 1e-3),
          Map.entry("Adam.DEFAULT_ADAM_EPSILON", 1e-8),
          Map.entry("Adam.DEFAULT_ADAM_BETA1_MEAN_DECAY", 0.9),
          Map.entry("Adam.DEFAULT_ADAM_BETA2_VAR_DECAY", 0.999),
          Map.entry("Nadam.DEFAULT_NADAM_LEARNING_RATE", 1e-3),
          Map.entry("AdaMax.DEFAULT_ADAMAX_LEARNING_RATE", 1e-3),
          Map.entry("AMSGrad.DEFAULT_AMSGRAD_LEARNING_RATE", 1e-3),
          Map.entry("Nesterovs.DEFAULT_NESTEROV_MOMENTUM", 0.9),
          Map.entry("Nesterovs.DEFAULT_NESTEROV_LEARNING_RATE", 0.1),
          Map.entry("RmsProp.DEFAULT_RMSPROP_LEARNING_RATE", 0.1),
          Map.entry("RmsProp.DEFAULT_RMSPROP_EPSILON", 1e-8),
          Map.entry("RmsProp.DEFAULT_RMSPROP_RMSDECAY", 0.95),
          Map.entry("AdaGrad.DEFAULT_ADAGRAD_LEARNING_RATE", 0.1),
          Map.entry("AdaGrad.DEFAULT_ADAGRAD_EPSILON", 1e-6),
          Map.entry("AdaDelta.DEFAULT_ADADELTA_RHO", 0.95),
          Map.entry("AdaDelta.DEFAULT_ADADELTA_EPSILON", 1e-6));

  private static final List<String> ADAM = List.of("learningRate", "beta1", "beta2", "epsilon");

  private Updaters() {}

  static Optional<Value> constant(String type, String name) {
    return type.startsWith(PACKAGE)
        ? Optional.ofNullable(CONSTANTS.get(type.substring(PACKAGE.length()) + "." + name))
            .map(Value.Real::new)
        : Optional.empty();
  }

  /** The updater that {@code value} is: an object, or a constant of the enum {@code Updater}. */
  public static Optional<Updater> of(Value value) {
    if (value instanceof Value.Constant it && it.type().equals(Dl4jApi.CONF + "Updater")) {
      return Optional.of(Updater.defaults(type(it.name())).at(Optional.empty()));
    }
    return Settings.of(value).filter(it -> isUpdater(it.type())).map(Updaters::read);
  }

  private static boolean isUpdater(String type) {
    return Updater.KNOWN.containsKey(type);
  }

  private static String type(String constant) {
    return Updater.KNOWN.keySet().stream()
        .filter(it -> it.toLowerCase(Locale.ROOT).equals(constant.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse("NoOp");
  }

  private static Updater read(Settings it) {
    Updater updater = Updater.defaults(it.type()).at(Optional.of(it.place()));
    List<String> names = names(it.type(), it.arguments());
    for (int i = 0; i < names.size() && i < it.arguments().size(); i++) {
      updater = updater.with(names.get(i), it.arguments().get(i));
    }
    if (isEither(it)) {
      Value unknown = it.arguments().get(0);
      updater = updater.with("learningRate", unknown).with("momentum", unknown);
    }
    for (var call : it.calls()) {
      updater = updater.with(call.method(), Settings.value(call));
    }
    return updater;
  }

  /** One argument that is not known may be the rate's schedule, and the momentum as well. */
  private static boolean isEither(Settings it) {
    return it.type().equals("Nesterovs")
        && it.arguments().size() == 1
        && it.arguments().get(0).real().isEmpty()
        && Schedules.of(it.arguments().get(0)).isEmpty();
  }

  /** What the constructor's parameters mean; one argument to Nesterovs is the momentum. */
  private static List<String> names(String type, List<Value> arguments) {
    boolean number = !arguments.isEmpty() && Schedules.of(arguments.get(0)).isEmpty();
    return switch (type) {
      case "Nesterovs" ->
          arguments.size() == 1 && number
              ? List.of("momentum")
              : List.of("learningRate", "momentum");
      case "RmsProp" -> List.of("learningRate", "rmsDecay", "epsilon");
      case "AdaGrad" -> List.of("learningRate", "epsilon");
      case "AdaDelta" -> List.of("rho", "epsilon");
      case "Sgd" -> List.of("learningRate");
      case "NoOp" -> List.of();
      default -> ADAM;
    };
  }
}
