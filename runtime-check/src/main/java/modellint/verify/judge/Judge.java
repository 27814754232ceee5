package modellint.verify.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import modellint.analysis.signal.LayerFlow;
import modellint.analysis.signal.Readings;
import modellint.analysis.signal.SignalPropagation;
import modellint.engine.LayerRow;
import modellint.engine.Verdict;
import modellint.engine.Verification.Settlement;
import modellint.rule.Finding;
import modellint.rule.Inspection;
import modellint.rule.Rule;
import modellint.rule.Subject;
import modellint.verify.probe.Answer;

/**
 * Asks the rules again, with what was measured in the place of what was predicted. A finding that
 * returns for every seed is confirmed, one that returns for none is refuted. One that returns even
 * where nothing is known of the signal does not rest on it, and no run can settle it.
 */
final class Judge {

  private final Subject subject;
  private final List<Rule> rules;
  private final List<Finding> asked;
  private final Answer answer;
  private final List<List<Finding>> again = new ArrayList<>();

  Judge(Subject subject, List<Rule> rules, List<Finding> asked, Answer answer) {
    this.subject = subject;
    this.asked = List.copyOf(asked);
    this.rules = List.copyOf(rules);
    this.answer = answer;
    for (Answer.Seed seed : answer.seeds()) {
      again.add(findings(measured(seed)));
    }
  }

  /** The verdict on one finding. */
  Settlement settle(Finding finding) {
    if (!answer.cuts().isEmpty()) {
      return new Settlement(Verdict.INCONCLUSIVE, answer.cuts().get(0));
    }
    boolean broken =
        answer.seeds().stream()
            .flatMap(it -> it.layers().stream())
            .anyMatch(it -> Double.isInfinite(it.activationRms()));
    if (broken) {
      return new Settlement(Verdict.CONFIRMED, "the forward run gives NaN or infinity");
    }
    if (subject.signal().abstained().isPresent()
        || returns(finding, findings(subject.with(nothing())))) {
      return new Settlement(
          Verdict.INCONCLUSIVE, "it does not rest on how signal and gradient propagate");
    }
    long hits = again.stream().filter(it -> returns(finding, it)).count();
    if (hits == again.size()) {
      return new Settlement(Verdict.CONFIRMED, evidence(hits));
    }
    return hits == 0
        ? new Settlement(Verdict.REFUTED, evidence(hits))
        : new Settlement(Verdict.INCONCLUSIVE, evidence(hits));
  }

  /** Measured numbers of the layers, the median over the seeds. */
  Map<String, LayerRow.Measured> measured() {
    var found = new HashMap<String, LayerRow.Measured>();
    List<List<Answer.Row>> runs = answer.seeds().stream().map(Judge::relative).toList();
    for (int i = 0; i < runs.get(0).size(); i++) {
      int at = i;
      List<Answer.Row> rows = runs.stream().map(it -> it.get(at)).toList();
      double gradient = median(rows, Answer.Row::gradientLog10);
      double weight = median(rows, Answer.Row::weightGradientLog10);
      double rms = median(rows, Answer.Row::activationRms);
      if (Double.isFinite(gradient) && Double.isFinite(weight) && Double.isFinite(rms)) {
        found.put(rows.get(0).output(), new LayerRow.Measured(rms, gradient, weight));
      }
    }
    return found;
  }

  /** Measured growth of the gradient from the last layer to the first. */
  OptionalDouble growth() {
    double growth =
        median(
            answer.seeds().stream()
                .filter(it -> !it.layers().isEmpty())
                .map(it -> relative(it).get(0))
                .toList(),
            Answer.Row::gradientLog10);
    return Double.isFinite(growth) ? OptionalDouble.of(growth) : OptionalDouble.empty();
  }

  private static double median(List<Answer.Row> rows, ToDoubleFunction<Answer.Row> number) {
    double[] sorted = rows.stream().mapToDouble(number).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /** The rows with gradients relative to the last layer. */
  private static List<Answer.Row> relative(Answer.Seed seed) {
    if (seed.layers().isEmpty()) {
      return List.of();
    }
    Answer.Row last = seed.layers().get(seed.layers().size() - 1);
    return seed.layers().stream()
        .map(
            it ->
                new Answer.Row(
                    it.output(),
                    it.activationRms(),
                    it.gradientLog10() - last.gradientLog10(),
                    it.weightGradientLog10() - last.weightGradientLog10()))
        .toList();
  }

  private Subject measured(Answer.Seed seed) {
    var byOutput = new HashMap<String, Integer>();
    List<Answer.Row> rows = relative(seed);
    for (int i = 0; i < rows.size(); i++) {
      byOutput.put(rows.get(i).output(), i);
    }
    var flows = new ArrayList<LayerFlow>();
    for (LayerFlow flow : subject.signal().layers()) {
      Integer at = byOutput.get(flow.layer().node().output());
      if (at == null || Double.isNaN(rows.get(at).gradientLog10())) {
        continue;
      }
      flows.add(
          flow.measured(
              rows.get(at).activationRms(),
              rows.get(at).gradientLog10(),
              rows.get(at).weightGradientLog10(),
              Math.pow(10, seed.layers().get(at).weightGradientLog10())));
    }
    return subject.with(subject.signal().measured(flows, readings(seed)));
  }

  private static Readings readings(Answer.Seed seed) {
    var signal = new HashMap<String, Double>();
    var gradient = new HashMap<String, Double>();
    var weight = new HashMap<String, Double>();
    for (Answer.Row it : seed.layers()) {
      signal.put(it.output(), Math.log10(it.activationRms()));
      gradient.put(it.output(), it.gradientLog10());
      weight.put(it.output(), it.weightGradientLog10());
    }
    for (Answer.Station it : seed.stations()) {
      signal.put(it.value(), it.signalLog10());
      gradient.put(it.value(), it.gradientLog10());
    }
    return new Readings(signal, gradient, weight, seed.outputRms());
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

  private String evidence(long hits) {
    double predicted = subject.signal().first().map(LayerFlow::gradientLog10).orElse(Double.NaN);
    double[] growths =
        answer.seeds().stream()
            .filter(it -> !it.layers().isEmpty())
            .mapToDouble(it -> relative(it).get(0).gradientLog10())
            .sorted()
            .toArray();
    return String.format(
        Locale.ROOT,
        "holds for %d of %d runs; the gradient grows by %s decades from last layer to first,"
            + " predicted %.2f",
        hits,
        again.size(),
        growths.length == 0 ? "unknown" : range(growths),
        predicted);
  }

  private static String range(double[] sorted) {
    return Arrays.stream(new double[] {sorted[0], sorted[sorted.length - 1]})
        .mapToObj(it -> String.format(Locale.ROOT, "%.2f", it))
        .distinct()
        .reduce((low, high) -> low + " to " + high)
        .orElse("unknown");
  }
}
