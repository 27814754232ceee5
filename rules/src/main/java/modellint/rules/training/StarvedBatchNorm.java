package modellint.rules.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import modellint.analysis.provenance.Provenance;
import modellint.graph.Dim;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.graph.Shape;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Batch statistics of a handful of numbers. */
@RuleInfo(
    id = "ML419",
    severity = Severity.ERROR,
    summary = "A batch normalisation has next to nothing to take its statistics from",
    docs =
        """
        ## What it does
        Counts the numbers that a batch normalisation averages for each channel: the stated batch
        size times the positions of an image. One is an error, fewer than the limit a note.
        Where batch or positions are not stated, nothing is said, and neither of trained weights.

        ## Why it matters
        A single number is its own mean: the output is the bias, whatever comes in, and no gradient
        passes. Of two to seven the statistics are mostly noise, and the running ones that inference
        uses differ from those that the weights were trained with. Perceptrons that
        saw as many examples in batches of 2, 4, 8, 16 and 32 came to losses of 1.8, 1.2, 1.0, 0.92
        and 0.88 in inference, with layer normalisation to 0.87 in each, where guessing gives 2.3.

        ## How to fix
        A batch of 32 or more: `new MnistDataSetIterator(32, true, seed)`; or a layer normalisation,
        which needs no batch.

        ## References
        Ioffe and Szegedy 2015, <https://arxiv.org/abs/1502.03167>;
        Wu and He 2018, Group normalization, <https://arxiv.org/abs/1803.08494>
        """)
public final class StarvedBatchNorm implements Rule {

  /** Up to four numbers a fifth of the progress or more was lost (fixtures/recipes/limits.py). */
  static final Setting LEAST =
      new Setting("starved-batch-norm.least", 8, "Numbers a channel that statistics need");

  @Override
  public List<Setting> settings() {
    return List.of(LEAST);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    Optional<Integer> batch = subject.graph().training().batchSize();
    return batch.isEmpty() || subject.provenance().overall() == Provenance.Origin.TRAINED
        ? Stream.empty()
        : subject.graph().nodes().stream()
            .filter(it -> it.is("BatchNormalization"))
            .flatMap(it -> describe(it, batch.get(), subject).stream())
            .limit(1);
  }

  private Optional<Finding> describe(Node norm, int batch, Subject subject) {
    OptionalLong positions = positions(norm, subject);
    if (positions.isEmpty() || batch * positions.getAsLong() >= subject.setting(LEAST)) {
      return Optional.empty();
    }
    long numbers = batch * positions.getAsLong();
    return Optional.of(
        Finding.of(
            this,
            numbers == 1 ? Severity.ERROR : Severity.NOTE,
            norm.place(),
            numbers == 1
                ? "the normalisation of a single number is the bias, whatever comes in"
                : "batch statistics of this few numbers are mostly noise",
            List.of(
                new Measure(
                    "numbers for each channel",
                    new Estimate(numbers, Estimate.Basis.EXACT),
                    subject.setting(LEAST))),
            Fix.of("train on larger batches, or normalise each sample: a layer normalisation")));
  }

  /** Of one sample; empty where not all are known. */
  private static OptionalLong positions(Node norm, Subject subject) {
    Optional<Shape> shape = norm.input(0).flatMap(subject.shapes()::shape);
    if (shape.filter(it -> it.rank() >= 2).isEmpty()) {
      return OptionalLong.empty();
    }
    List<Dim> sides = shape.get().dims().subList(2, shape.get().rank());
    return sides.stream().allMatch(Dim::isKnown)
        ? OptionalLong.of(sides.stream().mapToLong(Dim::size).reduce(1, (a, b) -> a * b))
        : OptionalLong.empty();
  }
}
