package modellint.samediff;

import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Obj;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.TrainingDetails.Remark;

/**
 * What the training minimises.
 *
 * @param prediction what the loss compares with the labels
 * @param loss of a known gradient, or {@code OTHER}
 * @param word the loss in the library's own word, lower case
 * @param summed true where the losses of all samples and outputs are added
 */
record Objective(Obj prediction, Loss loss, String word, Place.Line place, boolean summed) {

  /** Of what the loss sums where others take a mean: over the batch, and over the outputs. */
  Stream<Remark> remarks(Optional<Double> rate) {
    boolean ofOutputs = loss == Loss.MSE || loss == Loss.MAE || loss == Loss.SIGMOID_CROSS_ENTROPY;
    return Stream.of(
            new Remark(
                Remark.Kind.SUMMED_GRADIENT,
                place,
                rate.orElse(Double.NaN),
                "LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT"),
            new Remark(Remark.Kind.SUMMED_OUTPUTS, place, 1, ""))
        .filter(it -> summed && (ofOutputs || it.kind() == Remark.Kind.SUMMED_GRADIENT));
  }
}
