package modellint.samediff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Value;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;

/**
 * Operations that SameDiff throws at: when the graph is made, when it is run, or when a gradient is
 * to go through them. Each was run in 1.0.0-M2.1; other versions are not judged.
 */
final class Refusals {

  /** The versions that this holds for. */
  static final String MEASURED = "1\\.0\\.0-M2(\\.1)?";

  private static final Set<String> NO_DERIVATIVE =
      Set.of(
          "batchNorm",
          "clipByAvgNorm",
          "dropout",
          "dropoutInverted",
          "embeddingLookup",
          "extractImagePatches",
          "gather",
          "gatherNd",
          "gruCell",
          "imageResize",
          "lstmCell",
          "normalizeMoments",
          "resizeBiLinear",
          "tensorMmul",
          "topK",
          "where");

  private final Variables variables;
  private final boolean trained;

  /**
   * @param trained whether the program says what is to be minimised
   */
  Refusals(Variables variables, boolean trained) {
    this.variables = variables;
    this.trained = trained;
  }

  /** One for each kind of operation, where it first stands. */
  List<Refusal> of(List<Operation> operations) {
    Map<String, Refusal> found = new LinkedHashMap<>();
    for (Operation it : operations) {
      if (!found.containsKey(it.method())) {
        failing(it)
            .or(() -> missing(it))
            .or(() -> underived(it))
            .ifPresent(refusal -> found.put(it.method(), refusal));
      }
    }
    return List.copyOf(found.values());
  }

  /** What names no type of its result, or no shape, and so never runs. */
  private static Optional<Refusal> failing(Operation it) {
    boolean fails =
        switch (it.method()) {
          case "sru", "sruCell", "lstmblock" -> it.space().equals("rnn");
          case "upsampling2d" -> it.arguments().size() == 2;
          case "prelu" -> it.arguments().size() == 2;
          default -> false;
        };
    return fails ? Optional.of(refusal(Fault.FAILING_OPERATION, it, 0, 1)) : Optional.empty();
  }

  private static Optional<Refusal> missing(Operation it) {
    return switch (it.method()) {
      case "linear", "reluLayer" ->
          it.argument(2) instanceof Value.Nothing
              ? Optional.of(refusal(Fault.MISSING_OPERAND, it, 2, 3))
              : Optional.empty();
      case "gruCell" -> missing(it, "GRUWeights", 2, "ruWeight", "cWeight", "ruBias", "cBias");
      case "lstmCell" ->
          missing(
              it,
              "LSTMWeights",
              3,
              "weights",
              "inputPeepholeWeights",
              "forgetPeepholeWeights",
              "outputPeepholeWeights",
              "bias");
      default -> Optional.empty();
    };
  }

  private static Optional<Refusal> missing(
      Operation it, String weights, int others, String... setters) {
    Optional<Config> config = it.config(weights);
    if (config.isEmpty() || !config.get().isBuilt()) {
      return Optional.empty();
    }
    long given =
        List.of(setters).stream().filter(name -> config.get().value(name).isPresent()).count();
    return given < setters.length
        ? Optional.of(refusal(Fault.MISSING_OPERAND, it, others + given, others + setters.length))
        : Optional.empty();
  }

  private Optional<Refusal> underived(Operation it) {
    boolean without =
        NO_DERIVATIVE.contains(it.method())
            || (it.method().equals("logSoftmax") && !it.integers().isEmpty());
    return trained && without && variables.isTrained(it)
        ? Optional.of(refusal(Fault.NO_DERIVATIVE, it, 0, 1))
        : Optional.empty();
  }

  private static Refusal refusal(Fault fault, Operation it, double value, double limit) {
    return new Refusal(fault, it.method(), it.place(), value, limit);
  }
}
