package modellint.rules.loss;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.TrainingData;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Targets of another size than the outputs. */
@RuleInfo(
    id = "ML316",
    severity = Severity.ERROR,
    summary = "The targets have another size than the outputs that they are compared with",
    docs =
        """
        ## What it does
        Follows the network to the data that it is fitted to, and compares the numbers in one target
        with the units of the output layer: the classes given to a record reader's iterator, the
        labels of a data set that the library brings along, the columns of an array of labels.
        Losses that read the index of a class, and those of the program's own, are not reported.

        ## Why it matters
        DL4J compares outputs and targets number by number and stops at the first batch, long after
        the network was built, with a message about array shapes. One label too few means that one
        class is never learned.

        ## How to fix
        One output for each number in the target: `new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(numClasses)` and `new RecordReaderDataSetIterator(reader, batchSize, labelIndex,
        numClasses)`, with the same constant.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, LossMCXENT,
        RecordReaderDataSetIterator
        """)
public final class MismatchedLabels implements Rule {

  /** Samples and units, and the steps of a sequence; of images every pixel has a target. */
  private static final int MOST_AXES = 3;

  @Override
  public Stream<Finding> check(Subject subject) {
    Optional<TrainingData> data = subject.graph().training().details().data();
    Optional<Head> head = Head.of(subject).filter(it -> it.units() > 0 && isFlat(subject));
    return isComparedByNumber(subject) && data.isPresent() && head.isPresent()
        ? data
            .get()
            .labels()
            .filter(it -> it != head.get().units())
            .map(it -> describe(it, head.get()))
            .stream()
        : Stream.empty();
  }

  private static boolean isComparedByNumber(Subject subject) {
    boolean byIndex =
        subject
            .graph()
            .training()
            .details()
            .lossName()
            .filter(it -> it.contains("sparse"))
            .isPresent();
    return !byIndex && Contract.of(subject.graph().training()).isPresent();
  }

  private static boolean isFlat(Subject subject) {
    return subject
        .shapes()
        .shape(subject.graph().outputs().get(0).name())
        .filter(it -> it.rank() <= MOST_AXES)
        .isPresent();
  }

  private Finding describe(long labels, Head head) {
    return Finding.of(
        this,
        Severity.ERROR,
        head.node().place(),
        "the data this network is fitted to have targets of another size than its outputs",
        List.of(
            new Measure(
                "numbers in a target", new Estimate(labels, Estimate.Basis.EXACT), head.units())),
        Fix.of(
            "write .nOut("
                + labels
                + ") on the output layer, or tell the iterator of "
                + head.units()
                + (head.units() == 1 ? " class" : " classes")));
  }
}
