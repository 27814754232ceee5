package modellint.verify.judge;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why no run settles what some rules say: they speak of what stands in a file or in source, and
 * running the model would only read it again.
 */
final class Standing {

  private static final String SCHEDULE =
      "it is about later steps of the schedule, which the first ones do not show";
  private static final String WORDING =
      "it is about what the source says against what is meant, which a run does not show";
  private static final String CONTRACT =
      "it is about the outputs and the stated loss, which a run takes as they are";

  private static final String STATED =
      "it is computed from the settings stated for training, whatever the model";

  private static final String STRUCTURE =
      "it is about how operators are connected, whatever they compute";
  private static final String LIBRARY =
      "it is about what the library leaves out of training, which running its export does not show";
  private static final String DATA = "it is about the data of training, which a run does not see";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("missing-non-linearity", STRUCTURE),
          Map.entry("double-softmax", STRUCTURE),
          Map.entry("hidden-softmax", STRUCTURE),
          Map.entry("rectified-cell", STRUCTURE),
          Map.entry("summed-steps", STRUCTURE),
          Map.entry("mismatched-labels", DATA),
          Map.entry("missing-regularisation", DATA),
          Map.entry("starved-batch-norm", DATA),
          Map.entry("zero-epsilon", STATED),
          Map.entry("unread-momentum", LIBRARY),
          Map.entry("untrained-layer", LIBRARY),
          Map.entry("frozen-bias", LIBRARY),
          Map.entry("lost-schedule", LIBRARY),
          Map.entry("misleading-setting", LIBRARY),
          Map.entry("unread-regulariser", LIBRARY),
          Map.entry("ascending-update", LIBRARY),
          Map.entry("cut-gradient", STRUCTURE),
          Map.entry("oversized-window", STRUCTURE),
          Map.entry("overridden-activation", WORDING),
          Map.entry("swapped-stride", WORDING),
          Map.entry("contradicted-loss", CONTRACT),
          Map.entry("squared-probabilities", CONTRACT),
          Map.entry("confined-regression", CONTRACT),
          Map.entry("growing-schedule", SCHEDULE),
          Map.entry("dying-schedule", SCHEDULE),
          Map.entry("excessive-decay", STATED),
          Map.entry(
              "excessive-dropout",
              "it is about the stated rate of dropout, which a run leaves out"),
          Map.entry("renormalized-step", STATED),
          Map.entry("choking-threshold", STATED),
          Map.entry("coupled-decay", STATED),
          Map.entry("double-decay", STATED),
          Map.entry("summed-gradient", STATED),
          Map.entry(
              "misplaced-dropout", "it is about the place of a dropout, which a run leaves out"),
          Map.entry("epsilon-for-rate", WORDING),
          Map.entry("misplaced-moments", WORDING),
          Map.entry("zero-variables", WORDING),
          Map.entry("dropped-constraint", WORDING),
          Map.entry("unstated-kernel", WORDING),
          Map.entry("ascending-loss", CONTRACT),
          Map.entry("constant-loss", CONTRACT),
          Map.entry(
              "refused-configuration",
              "it is about what the library refuses, which running its export does not show"),
          Map.entry("momentum-for-rate", WORDING),
          Map.entry("decay-for-rate", WORDING),
          Map.entry("misnamed-initializer", WORDING),
          Map.entry("unremoved-penalty", WORDING),
          Map.entry("variance-as-deviation", WORDING),
          Map.entry("time-normalisation", WORDING),
          Map.entry("stray-sigmoid", STRUCTURE),
          Map.entry("sigmoid-cell", STRUCTURE));

  private Standing() {}

  /** The reason for the rule called {@code name}; empty where a run may settle it. */
  static Optional<String> reason(String name) {
    return Optional.ofNullable(REASONS.get(name));
  }

  /** The rules that no run settles. */
  static Set<String> names() {
    return REASONS.keySet();
  }
}
