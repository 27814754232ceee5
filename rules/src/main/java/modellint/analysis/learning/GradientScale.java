package modellint.analysis.learning;

import modellint.analysis.shape.Shapes;
import modellint.graph.Graph;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.Remark;

/**
 * The gradient that a step follows, over that of the stated loss as a mean over samples and
 * outputs. A sum over the batch is as many times longer as the batch has samples, which often the
 * caller of the library alone knows.
 */
public final class GradientScale {

  private GradientScale() {}

  /** NaN where it is not known. */
  public static double of(Graph graph, Shapes shapes) {
    Training training = graph.training();
    double samples =
        training.details().remarks(Remark.Kind.SUMMED_GRADIENT).findAny().isEmpty()
            ? 1
            : training.batchSize().map(Integer::doubleValue).orElse(Double.NaN);
    return training
        .details()
        .remarks(Remark.Kind.SUMMED_OUTPUTS)
        .mapToDouble(it -> it.value() * outputs(graph, shapes))
        .findAny()
        .orElse(1)
        * samples;
  }

  /** The numbers that the network says of one sample at one position. */
  private static double outputs(Graph graph, Shapes shapes) {
    return graph.outputs().stream()
        .findFirst()
        .flatMap(it -> shapes.shape(it.name()))
        .filter(it -> it.rank() > 1)
        .map(GradientScale::last)
        .orElse(Double.NaN);
  }

  private static double last(Shape shape) {
    var last = shape.dim(shape.rank() - 1);
    return last.isKnown() ? (double) last.size() : Double.NaN;
  }
}
