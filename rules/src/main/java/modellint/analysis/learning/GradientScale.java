package modellint.analysis.learning;

import java.util.Optional;
import modellint.analysis.shape.Shapes;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.Remark;

/**
 * The gradient that a step follows, over that of the stated loss as a mean over samples and
 * outputs. A sum over the batch is as many times longer as the batch has samples, which often the
 * caller of the library alone knows; it has one at least.
 *
 * @param least the factor, or what it is at least
 * @param exact false where the batch or the outputs are not known
 */
public record GradientScale(double least, boolean exact) {

  public static final GradientScale ONE = new GradientScale(1, true);

  public static GradientScale of(Graph graph, Shapes shapes) {
    Training training = graph.training();
    GradientScale found = ONE;
    if (training.details().remarks(Remark.Kind.SUMMED_GRADIENT).findAny().isPresent()) {
      found = found.times(1, training.batchSize().map(Integer::longValue));
    }
    Optional<Remark> summed = training.details().remarks(Remark.Kind.SUMMED_OUTPUTS).findFirst();
    return summed.isPresent() ? found.times(summed.get().value(), outputs(graph, shapes)) : found;
  }

  private GradientScale times(double factor, Optional<Long> count) {
    return new GradientScale(least * factor * count.orElse(1L), exact && count.isPresent());
  }

  /** The numbers that the network says of one sample at one position. */
  private static Optional<Long> outputs(Graph graph, Shapes shapes) {
    return graph.outputs().stream()
        .findFirst()
        .flatMap(it -> shapes.shape(it.name()))
        .filter(it -> it.rank() > 1)
        .map(it -> it.dim(it.rank() - 1))
        .filter(Dim::isKnown)
        .map(Dim::size);
  }
}
