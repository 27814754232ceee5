package modellint.rules.loss;

import java.util.Locale;
import java.util.Optional;
import modellint.graph.Loss;
import modellint.graph.Training;

/** What a loss takes the outputs for. */
enum Contract {
  /** Probabilities of classes that exclude each other. */
  CLASSES,
  /** Probabilities, each of a yes or no of its own. */
  EVENTS,
  /** Logits of classes: the softmax is the loss's own. */
  CLASS_LOGITS,
  /** Logits of events: the sigmoid is the loss's own. */
  EVENT_LOGITS,
  /** Cross-entropy of classes, on probabilities or logits: the statement leaves it open. */
  SOME_CLASSES,
  /** Cross-entropy of events, on probabilities or logits. */
  SOME_EVENTS,
  /** Logarithms of the probabilities of classes, as a log-softmax gives them. */
  CLASS_LOGARITHMS,
  /** A distribution that is compared with another by the logarithm of their ratio. */
  DISTRIBUTION,
  /** The expected count of events, above zero: its logarithm is taken. */
  COUNTS,
  /** A number above minus one: the logarithm of one more is taken. */
  LOGARITHMS_OF_ONE_MORE,
  /** A number whose sign is the class, with a margin of one on either side. */
  MARGINS,
  SQUARES,
  DISTANCES;

  /** Empty where the loss is the library's own default, and so says nothing of the task. */
  static Optional<Contract> chosen(Training training) {
    return training.details().defaults().contains("loss") ? Optional.empty() : of(training);
  }

  static Optional<Contract> of(Training training) {
    return training
        .details()
        .lossName()
        .map(
            it ->
                of(
                    it.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""),
                    training.loss().orElse(Loss.OTHER)))
        .orElseGet(() -> training.loss().flatMap(Contract::of));
  }

  private static Optional<Contract> of(Loss loss) {
    return switch (loss) {
      case SOFTMAX_CROSS_ENTROPY -> Optional.of(SOME_CLASSES);
      case SIGMOID_CROSS_ENTROPY -> Optional.of(SOME_EVENTS);
      case MSE -> Optional.of(SQUARES);
      case MAE -> Optional.of(DISTANCES);
      case OTHER -> Optional.empty();
    };
  }

  /** A word is for logits, or for logarithms, only where the reader found which. */
  private static Optional<Contract> of(String word, Loss loss) {
    return switch (word) {
      case "mcxent",
          "sparsemcxent",
          "negativeloglikelihood",
          "categoricalcrossentropy",
          "sparsecategoricalcrossentropy" ->
          Optional.of(CLASSES);
      case "xent", "binaryxent", "binarycrossentropy", "logloss" -> Optional.of(EVENTS);
      case "softmaxcrossentropyloss", "softmaxcrossentropy", "sparsesoftmaxcrossentropy" ->
          Optional.of(CLASS_LOGITS).filter(it -> loss == Loss.SOFTMAX_CROSS_ENTROPY);
      case "softmaxcrossentropylossoflogarithms" -> Optional.of(CLASS_LOGARITHMS);
      case "sigmoidbinarycrossentropyloss", "sigmoidcrossentropy" ->
          Optional.of(EVENT_LOGITS).filter(it -> loss == Loss.SIGMOID_CROSS_ENTROPY);
      case "sigmoidbinarycrossentropylossofprobabilities" -> Optional.of(EVENTS);
      case "kldivergence", "kld", "reconstructioncrossentropy" -> Optional.of(DISTRIBUTION);
      case "poisson" -> Optional.of(COUNTS);
      case "msle", "meansquaredlogarithmicerror" -> Optional.of(LOGARITHMS_OF_ONE_MORE);
      case "hinge", "squaredhinge", "hingeloss" -> Optional.of(MARGINS);
      case "mse", "squaredloss", "l2", "l2loss", "meansquarederror" -> Optional.of(SQUARES);
      case "mae",
          "absolutedifference",
          "meanabsoluteerror",
          "l1",
          "l1loss",
          "mape",
          "meanabsolutepercentageerror" ->
          Optional.of(DISTANCES);
      default -> Optional.empty();
    };
  }

  boolean isOfClasses() {
    return this == CLASSES
        || this == CLASS_LOGITS
        || this == CLASS_LOGARITHMS
        || this == SOME_CLASSES;
  }

  boolean isOfEvents() {
    return this == EVENTS || this == EVENT_LOGITS || this == SOME_EVENTS;
  }

  boolean takesProbabilities() {
    return this == CLASSES || this == EVENTS || this == DISTRIBUTION;
  }

  boolean isRegression() {
    return this == SQUARES || this == DISTANCES;
  }
}
