package modellint.rules.recurrent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.signal.AttentionScores;
import modellint.graph.Dim;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Scores so far apart that every query starts out looking at a single key. */
@RuleInfo(
    id = "ML606",
    severity = Severity.ERROR,
    summary = "The scores of an attention saturate its softmax before training",
    docs =
        """
        ## What it does
        Predicts how far apart the scores of one query lie before training, for attention that is
        written as a product of queries and keys, a softmax and a product with the values. Without
        the factor 1 / sqrt(d) of d features their deviation is sqrt(d) times as large. The missing
        factor alone is not reported: with small weights and few features it does no harm. One
        finding a model; trained weights are not reported.

        ## Why it matters
        The softmax of such scores is one at one key and zero at the others, whatever it says
        there, and its slope is zero: queries and keys hardly learn. Transformers of two blocks
        that had to recall a value by its key, four of them at each deviation, reached a loss of
        0.007 at a deviation of 0.3, 0.04 at 5, 0.09 at 10, 0.2 at 14, 0.3 at 19, 1.0 at 25, 1.3 at
        32, 2.0 at 44 and 2.3 at 63, where guessing gives 2.8. A note is given where a tenth of the
        fall is lost, a warning where about half is, an error where nearly all is.

        ## How to fix
        Divide the scores by the square root of the features of one head, normalise queries and
        keys, or draw their weights narrower. scaled = true in SameDiff's dotProductAttention.

        ## References
        Vaswani et al. 2017, Attention is all you need, section 3.2.1,
        <https://arxiv.org/abs/1706.03762>;
        Noci et al. 2022, Signal propagation in transformers, <https://arxiv.org/abs/2206.03126>
        """)
public final class SaturatedAttention implements Rule {

  /** Of fixtures/recipes/limits.py, attention: see the page. */
  static final Setting NOTE =
      new Setting("saturated-attention.note", 15, "Deviation of the scores that gives a note");

  static final Setting WARNING =
      new Setting("saturated-attention.warning", 30, "Deviation of the scores for a warning");

  static final Setting ERROR =
      new Setting("saturated-attention.error", 60, "Deviation of the scores for an error");

  private static final Set<String> PASSING = Set.of("Add", "Sub", "Where", "Cast", "Identity");
  private static final int LONGEST = 6;

  private static final Advice UNSCALED =
      new Advice(
          "divide the scores by the square root of the features of a query",
          Map.of(
              "samediff",
              "pass scaled = true, which divides the scores by the root of the features"));

  @Override
  public List<Setting> settings() {
    return List.of(NOTE, WARNING, ERROR);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return switch (subject.provenance().overall()) {
      case TRAINED, FOLDED, QUANTISED -> Stream.empty();
      case FRESH, DECLARED, UNKNOWN ->
          subject.attentionScores().stream()
              .filter(it -> it.deviation() >= subject.setting(NOTE))
              .limit(1)
              .flatMap(it -> describe(it, subject).stream());
    };
  }

  private Optional<Finding> describe(AttentionScores it, Subject subject) {
    return subject.graph().nodes().stream()
        .filter(node -> node.outputs().contains(it.softmax().output()))
        .findFirst()
        .map(node -> describe(node, it.deviation(), subject));
  }

  private Finding describe(Node softmax, double deviation, Subject subject) {
    Setting crossed =
        Stream.of(ERROR, WARNING)
            .filter(it -> deviation >= subject.setting(it))
            .findFirst()
            .orElse(NOTE);
    Severity severity =
        crossed == ERROR ? Severity.ERROR : crossed == WARNING ? Severity.WARNING : Severity.NOTE;
    return Finding.of(
        this,
        severity,
        softmax.place(),
        "each query of this attention starts out looking at a single key",
        List.of(
            new Measure(
                "deviation of the scores",
                new Estimate(deviation, Estimate.Basis.PREDICTED),
                subject.setting(crossed))),
        fix(softmax, deviation, subject));
  }

  private static Fix fix(Node softmax, double deviation, Subject subject) {
    Optional<Node> unscaled = unscaled(softmax.inputs().get(0), subject);
    Optional<Dim> features =
        unscaled
            .flatMap(it -> subject.shapes().shape(it.inputs().get(0)))
            .map(it -> it.dim(it.rank() - 1))
            .filter(Dim::isKnown);
    if (features.isEmpty()) {
      return Fix.of("draw the weights of queries and keys narrower, or normalise both");
    }
    String effect =
        String.format(
            Locale.ROOT,
            "predicted deviation of the scores %.1f -> %.1f",
            deviation,
            deviation / StrictMath.sqrt((double) features.get().size()));
    return new Fix(UNSCALED.to(subject).text(), Optional.of(effect));
  }

  /**
   * The product of queries and keys, where nothing but a mask stands between it and the softmax.
   */
  private static Optional<Node> unscaled(String scores, Subject subject) {
    Optional<Node> at = subject.wiring().producer(scores);
    for (int step = 0; step < LONGEST && at.isPresent(); step++) {
      Node node = at.get();
      if (node.is("MatMul")) {
        return at;
      }
      at =
          at.filter(it -> PASSING.contains(it.type()))
              .flatMap(
                  it ->
                      it.inputs().stream()
                          .filter(in -> !in.isEmpty() && !subject.wiring().isFixed(in))
                          .findFirst())
              .flatMap(subject.wiring()::producer);
    }
    return Optional.empty();
  }
}
