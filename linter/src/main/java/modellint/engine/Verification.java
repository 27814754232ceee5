package modellint.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What running a model has shown.
 *
 * @param verdicts one for each finding that was asked about
 * @param layers measured numbers by the name of the layer's output
 * @param growth measured growth of the gradient from the last layer to the first, in decades
 * @param run what it says of the model as a whole
 * @param failure why the model could not be run, for the report's list of what was not checked
 */
public record Verification(
    List<Settlement> verdicts,
    Map<String, LayerRow.Measured> layers,
    OptionalDouble growth,
    Optional<ModelRun> run,
    Optional<NotRun> failure) {

  /**
   * A verdict and, in one sentence, what it rests on.
   *
   * @param shown what the runs make of the finding's measures, where they say anything of them
   */
  public record Settlement(Verdict verdict, String evidence, List<Shown> shown) {

    public Settlement {
      shown = List.copyOf(shown);
    }

    public Settlement(Verdict verdict, String evidence) {
      this(verdict, evidence, List.of());
    }
  }

  /** A measure's number as runs show it: the median, the least and the greatest. */
  public record Shown(String measure, double value, double low, double high) {}

  /** A model that could not be run, and the kind of failure. */
  public record NotRun(NotChecked.Kind kind, String reason) {}

  public Verification {
    verdicts = List.copyOf(verdicts);
    layers = Map.copyOf(layers);
  }

  /** Nothing was learned: every finding stays open for the same reason. */
  public static Verification failed(int findings, NotChecked.Kind kind, String reason) {
    return new Verification(
        java.util.Collections.nCopies(findings, new Settlement(Verdict.INCONCLUSIVE, reason)),
        Map.of(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.of(new NotRun(kind, reason)));
  }
}
