package modellint.encog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.graph.TrainingDetails.Remark;

/**
 * {@code setL1}, {@code setL2} and {@code setDroupoutRate} of a trainer. A penalty that is read is
 * summed over all weights and added to the error of every output, so that it moves what the network
 * says and never shrinks a weight; the trainers other than {@code StochasticGradientDescent} ask
 * for L1 twice and so read L2 only beside it. A rate of dropout leaves updates out, and at the end
 * of training all weights lose that share.
 */
final class Penalties {

  private static final String INSTEAD =
      "leave it out: take fewer units, or stop early on held-out data";

  private Penalties() {}

  static List<Remark> remarks(Obj trainer, boolean stochastic) {
    Optional<Call> first = positive(trainer, "setL1");
    Optional<Call> second = positive(trainer, "setL2");
    boolean read = stochastic || first.isPresent();
    var remarks = new ArrayList<Remark>();
    Stream.of(first, second)
        .flatMap(Optional::stream)
        .map(
            it ->
                remark(
                    read ? Remark.Kind.MISAPPLIED_PENALTY : Remark.Kind.UNREAD_PENALTY,
                    it,
                    INSTEAD))
        .forEach(remarks::add);
    positive(trainer, "setDroupoutRate")
        .filter(it -> !stochastic && !trainer.calls("finishTraining").isEmpty())
        .map(
            it ->
                remark(
                    Remark.Kind.SHRINKING_DROPOUT,
                    it,
                    "leave out setDroupoutRate(..) or finishTraining()"))
        .ifPresent(remarks::add);
    return remarks;
  }

  private static Optional<Call> positive(Obj trainer, String setter) {
    return trainer.calls(setter).stream()
        .reduce((a, b) -> b)
        .filter(Call::certain)
        .filter(it -> it.argument(0).real().filter(value -> value > 0).isPresent());
  }

  private static Remark remark(Remark.Kind kind, Call call, String correction) {
    return new Remark(kind, call.place(), call.argument(0).real().orElseThrow(), correction);
  }
}
