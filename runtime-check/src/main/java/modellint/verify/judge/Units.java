package modellint.verify.judge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import modellint.analysis.layer.Layer;
import modellint.engine.Verdict;
import modellint.engine.Verification.Settlement;
import modellint.rule.Finding;
import modellint.rule.Subject;
import modellint.rules.weight.SymmetricWeights;
import modellint.verify.probe.Answer;

/** Settles what is said of single units and of single elements by what these did. */
final class Units {

  /** Gradients of two units that agree to single precision are one gradient. */
  private static final double SAME = 1e-4;

  /** Gradients that differ by this much of the largest teach two units two things. */
  private static final double DIFFERENT = 1e-2;

  private final Subject subject;
  private final Answer answer;

  Units(Subject subject, Answer answer) {
    this.subject = subject;
    this.answer = answer;
  }

  /** Empty where the finding is of another kind. */
  Optional<Settlement> settle(Finding finding) {
    return switch (finding.name()) {
      case "symmetric-weights" -> Optional.of(symmetric(finding));
      case "dead-channels" -> Optional.of(dead(finding));
      case "single-unit-softmax" -> Optional.of(single());
      case "non-finite-weights" -> Optional.of(nonFinite());
      default -> Optional.empty();
    };
  }

  private Settlement symmetric(Finding finding) {
    double[] unlike = numbers(finding, it -> it.units().unlike());
    boolean still =
        rows(finding).stream().allMatch(it -> it.weightGradientLog10() == Double.NEGATIVE_INFINITY);
    if (still && unlike.length > 0) {
      return new Settlement(Verdict.CONFIRMED, "no gradient reaches the weights of this layer");
    }
    return settle(
        unlike,
        it -> it < SAME,
        it -> it > DIFFERENT,
        "the gradients of its units differ by %s of the largest");
  }

  private Settlement dead(Finding finding) {
    double share = finding.measures().get(0).estimate().value();
    return settle(
        numbers(finding, it -> it.units().still()),
        it -> it >= share * (1 - SAME),
        it -> it < share / 2,
        "%s of its channels give one value for every input");
  }

  private Settlement single() {
    List<Answer.Row> rows = answer.seeds().stream().flatMap(it -> it.layers().stream()).toList();
    boolean none =
        !rows.isEmpty()
            && rows.stream().allMatch(it -> it.gradientLog10() == Double.NEGATIVE_INFINITY);
    return none
        ? new Settlement(Verdict.CONFIRMED, "no gradient reaches any layer")
        : new Settlement(Verdict.INCONCLUSIVE, "other outputs let a gradient through");
  }

  private Settlement nonFinite() {
    List<Answer.Fault> faults =
        answer.seeds().stream().flatMap(it -> it.forward().stream()).distinct().toList();
    return faults.isEmpty()
        ? new Settlement(
            Verdict.INCONCLUSIVE,
            "no value of this run is NaN or infinite, whatever the weight holds")
        : new Settlement(Verdict.CONFIRMED, Faulty.words(faults.get(0), "gives NaN or infinity"));
  }

  private Settlement settle(
      double[] numbers,
      java.util.function.DoublePredicate holds,
      java.util.function.DoublePredicate fails,
      String words) {
    if (numbers.length < answer.seeds().size() || numbers.length == 0) {
      return new Settlement(Verdict.INCONCLUSIVE, "the units of this layer cannot be told apart");
    }
    String evidence = String.format(Locale.ROOT, words, Ranges.of(numbers));
    if (java.util.Arrays.stream(numbers).allMatch(holds)) {
      return new Settlement(Verdict.CONFIRMED, evidence);
    }
    return java.util.Arrays.stream(numbers).allMatch(fails)
        ? new Settlement(Verdict.REFUTED, evidence)
        : new Settlement(Verdict.INCONCLUSIVE, evidence);
  }

  private double[] numbers(Finding finding, ToDoubleFunction<Answer.Row> number) {
    return rows(finding).stream()
        .mapToDouble(number)
        .filter(it -> !Double.isNaN(it))
        .sorted()
        .toArray();
  }

  /** True of the layer that the finding points to, or whose initialiser it points to. */
  static boolean isMeant(Layer layer, Subject subject, Finding finding) {
    return finding.place().equals(layer.node().place())
        || (finding.place().equals(layer.initialised())
            && SymmetricWeights.isSymmetric(layer, subject));
  }

  /** The rows of the layer that the finding points to, one a seed. */
  private List<Answer.Row> rows(Finding finding) {
    Optional<String> output =
        subject.layers().all().stream()
            .filter(it -> isMeant(it, subject, finding))
            .map(it -> it.node().output())
            .findFirst();
    return answer.seeds().stream()
        .flatMap(it -> it.layers().stream())
        .filter(it -> output.filter(it.output()::equals).isPresent())
        .toList();
  }
}
