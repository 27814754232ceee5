package modellint.encog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.TrainingDetails.Remark;

/**
 * Over how many samples a trainer of Encog 3.4 sums the gradient before it steps: over all of them
 * unless told a batch, and it never divides by their number. The error of an output is the
 * difference itself, the slope of half its square.
 */
final class Batches {

  private Batches() {}

  static Stream<Remark> remarks(Obj trainer, boolean stochastic) {
    var place = trainer.origin().place();
    Remark summed = new Remark(Remark.Kind.SUMMED_GRADIENT, place, Double.NaN, "");
    Remark outputs = new Remark(Remark.Kind.SUMMED_OUTPUTS, place, 0.5, "");
    return stochastic ? Stream.of(summed) : Stream.of(summed, outputs);
  }

  /**
   * Empty where neither a batch nor the data are known. StochasticGradientDescent takes a batch of
   * its own, whatever it is told.
   */
  static Optional<Integer> size(Obj trainer, boolean stochastic) {
    Optional<Call> told = trainer.calls("setBatchSize").stream().reduce((a, b) -> b);
    Optional<Integer> samples = samples(trainer);
    if (told.isEmpty()) {
      return samples;
    }
    if (stochastic) {
      return Optional.empty();
    }
    Optional<Integer> stated = told.get().argument(0).whole().map(Long::intValue);
    return stated.filter(it -> it > 0).isPresent()
        ? stated.map(Batches::counted).map(it -> samples.map(all -> Math.min(all, it)).orElse(it))
        : stated.flatMap(it -> samples);
  }

  /** The loop counts every sample twice but the first. */
  private static int counted(int stated) {
    return stated / 2 + 1;
  }

  /** Of a data set made from arrays that stand in the source. */
  private static Optional<Integer> samples(Obj trainer) {
    return trainer.origin().arguments().stream()
        .filter(Obj.class::isInstance)
        .map(Obj.class::cast)
        .filter(it -> it.type().endsWith(".BasicMLDataSet"))
        .map(it -> it.origin().arguments())
        .filter(it -> !it.isEmpty())
        .flatMap(it -> it.get(0).elements().map(List<Value>::size).stream())
        .findFirst();
  }
}
