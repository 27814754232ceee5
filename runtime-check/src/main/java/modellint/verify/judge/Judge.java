package modellint.verify.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import modellint.analysis.signal.SignalPropagation;
import modellint.engine.LayerRow;
import modellint.engine.ModelRun;
import modellint.engine.Verdict;
import modellint.engine.Verification.Settlement;
import modellint.engine.Verification.Shown;
import modellint.graph.Training;
import modellint.rule.Finding;
import modellint.rule.Inspection;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;
import modellint.verify.probe.Answer;

/**
 * From measured numbers to verdicts. What rests on signal and gradient is settled by asking the
 * rules again, with what was measured in the place of what was predicted: a finding that returns,
 * or whose number is past its limit, for every seed is confirmed, one that returns for none is
 * refuted. What rests on training is settled by steps, what rests on units by what the units do,
 * and some things by no run at all.
 */
final class Judge {

  /** Rules of what an overflow is the end of. */
  private static final Set<String> OF_EXPLOSION =
      Set.of(
          "exploding-signal",
          "exploding-gradient",
          "mismatched-variance",
          "hot-output",
          "unbounded-activations");

  /** Functions without a value for some arguments. */
  private static final Set<String> PARTIAL =
      Set.of("Log", "Sqrt", "Div", "Reciprocal", "Pow", "Acos", "Asin", "Acosh", "Atanh");

  private final Subject subject;
  private final List<Rule> rules;
  private final List<Finding> asked;
  private final Answer answer;
  private final Runs runs;
  private final Rehearsed rehearsed;
  private final Searches searches;
  private final List<List<Finding>> again = new ArrayList<>();

  Judge(Subject subject, List<Rule> rules, List<Finding> asked, Answer answer) {
    this.subject = subject;
    this.asked = List.copyOf(asked);
    this.rules = List.copyOf(rules);
    this.answer = answer;
    this.runs = new Runs(subject, answer.seeds());
    this.rehearsed = new Rehearsed(answer);
    this.searches = new Searches(subject, asked);
    runs.all().forEach(it -> again.add(findings(it)));
  }

  /** The verdict on one finding. */
  Settlement settle(Finding finding) {
    List<Shown> shown = finding.measures().stream().flatMap(it -> shown(it).stream()).toList();
    Settlement verdict = verdict(finding);
    String remarks = answer.remarks().stream().map(it -> "; " + it).collect(Collectors.joining());
    return new Settlement(verdict.verdict(), verdict.evidence() + remarks, shown);
  }

  private Settlement verdict(Finding finding) {
    Optional<String> standing = Standing.reason(finding.name());
    if (standing.isPresent()) {
      return new Settlement(Verdict.INCONCLUSIVE, standing.get());
    }
    Optional<Settlement> searched = searches.settle(finding, answer.finds());
    if (searched.isPresent()) {
      return searched.get();
    }
    Optional<Settlement> broken = broken(finding);
    if (broken.isPresent()) {
      return broken.get();
    }
    if (!answer.cuts().isEmpty()) {
      return new Settlement(Verdict.INCONCLUSIVE, answer.cuts().get(0));
    }
    if (Simulation.OF_TRAINING.contains(finding.name())) {
      return training(finding);
    }
    return new Units(subject, answer).settle(finding).orElseGet(() -> growth(finding));
  }

  /**
   * A forward run that breaks. Where a sum or product overflows, that is what the rules of growth
   * predict; a logarithm or a quotient that has no value is something else, and leaves them open.
   */
  private Optional<Settlement> broken(Finding finding) {
    Optional<Answer.Fault> fault =
        answer.seeds().stream().flatMap(it -> it.forward().stream()).findFirst();
    boolean overflows =
        answer.seeds().stream()
            .flatMap(it -> it.layers().stream())
            .anyMatch(it -> Double.isInfinite(it.activationRms()));
    if (fault.isEmpty() && !overflows) {
      return Optional.empty();
    }
    String words =
        fault
            .map(it -> Faulty.words(it, "gives NaN or infinity in the forward run"))
            .orElse("the forward run gives NaN or infinity");
    boolean foretold =
        finding.name().equals("non-finite-weights")
            || (OF_EXPLOSION.contains(finding.name())
                && fault.filter(it -> PARTIAL.contains(it.operator())).isEmpty());
    return Optional.of(new Settlement(foretold ? Verdict.CONFIRMED : Verdict.INCONCLUSIVE, words));
  }

  /**
   * By the steps taken. A few samples may be learnt even where the weights are overwritten, so a
   * first step that is as large as was said is not refuted by that.
   */
  private Settlement training(Finding finding) {
    Training training = subject.graph().training();
    if (!training.movesAll()) {
      return new Settlement(
          Verdict.INCONCLUSIVE, "layers state optimisers of their own, which are not simulated");
    }
    boolean simulated =
        training.details().idleThreshold().isPresent() && training.clipping().isEmpty();
    if (finding.name().equals("idle-clipping") && !simulated) {
      return new Settlement(
          Verdict.INCONCLUSIVE,
          "a threshold of one layer, or beside renormalising, is not simulated");
    }
    Optional<Settlement> steps = rehearsed.settle(finding);
    if (steps.isEmpty()) {
      return new Settlement(
          Verdict.INCONCLUSIVE, "the model does not state rate and optimiser to train with");
    }
    boolean asLarge =
        finding.measures().stream()
            .limit(1)
            .map(it -> Arrays.stream(runs.values(it)).map(value -> value - it.limit()))
            .anyMatch(it -> it.min().orElse(-1) >= 0);
    // Batch-normalised networks come back from a loss thrown up at rates that train them well.
    if (steps.get().verdict() == Verdict.CONFIRMED
        && finding.name().equals("excessive-learning-rate")
        && rehearsed.recovers()
        && !asLarge) {
      return new Settlement(
          Verdict.INCONCLUSIVE,
          "the first step is smaller than predicted, and the loss comes back from where it is"
              + " thrown; "
              + steps.get().evidence());
    }
    return steps.get().verdict() == Verdict.REFUTED && asLarge
        ? new Settlement(
            Verdict.INCONCLUSIVE,
            "the step is as large as predicted, and the loss falls all the same; "
                + steps.get().evidence())
        : steps.get();
  }

  private Settlement growth(Finding finding) {
    if (subject.signal().abstained().isPresent()
        || returns(finding, findings(subject.with(nothing())))) {
      return new Settlement(
          Verdict.INCONCLUSIVE, "it rests on what the file holds, which a run only reads again");
    }
    long hits =
        IntStream.range(0, again.size())
            .filter(i -> returns(finding, again.get(i)) || isBeyond(finding, runs.all().get(i)))
            .count();
    String evidence = evidence(hits, finding) + faults() + held(finding);
    if (hits == again.size()) {
      return new Settlement(Verdict.CONFIRMED, evidence);
    }
    return hits == 0
        ? new Settlement(Verdict.REFUTED, evidence)
        : new Settlement(Verdict.INCONCLUSIVE, evidence);
  }

  private String faults() {
    return answer.seeds().stream()
        .flatMap(it -> it.backward().stream())
        .findFirst()
        .map(it -> "; " + Faulty.words(it, "makes the gradient NaN or infinite"))
        .orElse("");
  }

  private String held(Finding finding) {
    return finding.name().startsWith("exploding-")
        ? rehearsed.held().map(it -> "; " + it).orElse("")
        : "";
  }

  Map<String, LayerRow.Measured> measured() {
    return runs.layers();
  }

  ModelRun whole() {
    return runs.whole();
  }

  /** Measured growth of the gradient from the last layer to the first. */
  OptionalDouble growth() {
    double[] growths = runs.growths();
    return growths.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(growths[growths.length / 2]);
  }

  private SignalPropagation nothing() {
    return new SignalPropagation(
        List.of(), Optional.empty(), subject.signal().loss(), Optional.of("not asked"), Map.of());
  }

  private List<Finding> findings(Subject about) {
    return Inspection.of(rules, about).findings();
  }

  /**
   * The same rule speaks again. A rule that speaks of the network as a whole may point elsewhere
   * when the numbers move; one that names several layers must name this one.
   */
  private boolean returns(Finding finding, List<Finding> found) {
    boolean alone = asked.stream().filter(it -> it.rule().equals(finding.rule())).count() < 2;
    return found.stream()
        .filter(it -> it.rule().equals(finding.rule()))
        .anyMatch(it -> alone || it.place().equals(finding.place()));
  }

  /**
   * The run is past the limit by itself, though another rule may be the one that speaks of it: of
   * signal and gradient that grow alike, only the worse is named.
   */
  private static boolean isBeyond(Finding finding, Subject run) {
    return finding.measures().stream()
        .anyMatch(
            it -> Damage.value(it.name(), run).stream().anyMatch(value -> value >= it.limit()));
  }

  private Optional<Shown> shown(Measure measure) {
    double[] values = runs.values(measure);
    return values.length == 0
        ? Optional.empty()
        : Optional.of(
            new Shown(
                measure.name(), values[values.length / 2], values[0], values[values.length - 1]));
  }

  private String evidence(long hits, Finding finding) {
    String own =
        finding.measures().stream()
            .filter(it -> shown(it).isPresent())
            .findFirst()
            .map(
                it ->
                    String.format(
                        Locale.ROOT,
                        "; %s %s, limit %.3g",
                        it.name(),
                        Ranges.decades(runs.values(it)),
                        it.limit()))
            .orElse("");
    String predicted =
        subject
            .signal()
            .first()
            .map(
                it ->
                    String.format(
                        Locale.ROOT,
                        ", predicted %.2f (95 %%: %.2f to %.2f)",
                        it.gradientLog10(),
                        it.low(),
                        it.high()))
            .orElse("");
    return "holds for "
        + hits
        + " of "
        + again.size()
        + " runs"
        + own
        + "; the gradient changes by "
        + Ranges.decades(runs.growths())
        + " decades from last layer to first"
        + predicted
        + missed();
  }

  /** Said where runs agree that the prediction's interval misses them. */
  private String missed() {
    return subject
        .signal()
        .first()
        .filter(it -> runs.growths().length > 0)
        .filter(it -> Arrays.stream(runs.growths()).allMatch(x -> x < it.low() || x > it.high()))
        .map(it -> ", which is outside of that")
        .orElse("");
  }
}
