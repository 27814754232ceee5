package modellint.encog;

import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.TrainingDetails.Remark;

/**
 * {@code setNesterovUpdate(true)} of {@code Backpropagation}: its step is asked for under a dropout
 * of the trainer alone, and then goes uphill, as {@code NesterovUpdate} does. Executed: without a
 * dropout the weights of 200 iterations are the same to the last bit, with one the error of XOR
 * rises from 0.24 to 0.50.
 */
final class Nesterov {

  private Nesterov() {}

  static Stream<Remark> remarks(Obj trainer) {
    Optional<Call> told =
        last(trainer, "setNesterovUpdate")
            .filter(Call::certain)
            .filter(it -> it.argument(0).truth().orElse(false));
    Optional<Call> dropout = last(trainer, "setDroupoutRate");
    Optional<Double> rate =
        dropout.isEmpty()
            ? Optional.of(0.0)
            : dropout.filter(Call::certain).flatMap(it -> it.argument(0).real());
    return rate.isEmpty()
        ? Stream.empty()
        : told.map(it -> rate.get() > 0 ? ascending(trainer, it) : unread(it)).stream();
  }

  private static Remark unread(Call call) {
    return new Remark(
        Remark.Kind.UNREAD_SETTING,
        call.place(),
        1,
        "leave it out: new Backpropagation(network, training, rate, momentum) steps by the usual"
            + " momentum");
  }

  private static Remark ascending(Obj trainer, Call call) {
    var given = trainer.origin().arguments();
    double rate = given.size() > 2 ? given.get(2).real().orElse(1.0) : 1;
    double momentum = given.size() > 3 ? given.get(3).real().orElse(0.0) : 0;
    return new Remark(
        Remark.Kind.ASCENDING_UPDATE,
        call.place(),
        -(1 + momentum)
            * last(trainer, "setLearningRate")
                .map(it -> it.argument(0))
                .flatMap(Value::real)
                .orElse(rate),
        "write setNesterovUpdate(false)");
  }

  private static Optional<Call> last(Obj trainer, String setter) {
    return trainer.calls(setter).stream().reduce((a, b) -> b);
  }
}
