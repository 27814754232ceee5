package modellint.analysis.learning;

import java.util.Optional;
import java.util.stream.IntStream;
import modellint.analysis.shape.Shapes;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.Remark;
import modellint.graph.TrainingDetails.Remark.Kind;

/**
 * The gradient that a step follows, over that of the stated loss as a mean over samples, positions
 * and outputs. A sum over the batch is as many times longer as the batch has samples, which often
 * the caller of the library alone knows; it has one at least.
 *
 * @param least the factor, or what it is at least
 * @param exact false where something that is summed over is not known
 */
public record GradientScale(double least, boolean exact) {

  public static final GradientScale ONE = new GradientScale(1, true);

  public static GradientScale of(Graph graph, Shapes shapes) {
    Training training = graph.training();
    Optional<Shape> output =
        graph.outputs().stream().findFirst().flatMap(it -> shapes.shape(given(graph, it.name())));
    GradientScale found = ONE;
    for (Remark remark : training.details().remarks()) {
      found =
          switch (remark.kind()) {
            case SUMMED_GRADIENT -> found.times(1, training.batchSize().map(Integer::longValue));
            case SUMMED_OUTPUTS -> found.times(remark.value(), output.flatMap(it -> outputs(it)));
            case SUMMED_POSITIONS -> found.times(1, positions(training, output));
            case SCALED_LOSS -> found.times(remark.value(), Optional.of(1L));
            default -> found;
          };
    }
    return found;
  }

  /** Libraries that put the axis of steps last do so in the last node. */
  private static String given(Graph graph, String output) {
    return graph.nodes().stream()
        .filter(it -> it.is("Transpose") && it.outputs().contains(output))
        .map(it -> it.inputs().get(0))
        .findFirst()
        .orElse(output);
  }

  private GradientScale times(double factor, Optional<Long> count) {
    return new GradientScale(least * factor * count.orElse(1L), exact && count.isPresent());
  }

  /** The axis of the numbers that are said of one position: channels of images come first. */
  private static int axis(Shape output) {
    return output.rank() >= 4 ? 1 : output.rank() - 1;
  }

  private static Optional<Long> outputs(Shape output) {
    return Optional.of(output)
        .filter(it -> it.rank() > 1)
        .map(it -> it.dim(axis(it)))
        .filter(Dim::isKnown)
        .map(Dim::size);
  }

  /** As many as a sample has, or as one step of truncated backpropagation sees of them. */
  private static Optional<Long> positions(Training training, Optional<Shape> output) {
    Optional<Long> all =
        output
            .map(
                it ->
                    IntStream.range(1, it.rank())
                        .filter(i -> i != axis(it))
                        .mapToObj(it::dim)
                        .reduce(Dim.of(1), Dim::times))
            .filter(Dim::isKnown)
            .map(Dim::size);
    Optional<Long> truncated =
        training.details().remarks(Kind.TRUNCATED_TIME).map(it -> (long) it.value()).findFirst();
    return truncated.map(it -> Math.min(it, all.orElse(it))).or(() -> all);
  }
}
