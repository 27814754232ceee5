package modellint.encog;

import java.util.List;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.graph.Refusal;
import modellint.graph.TrainingDetails.Remark;

/**
 * {@code getStructure().finalizeStructure([dropout])} of a network made by hand: it lays the
 * weights out, without which nothing works, and decides whether the layers' dropout is read.
 */
final class Structure {

  private static final String FINALIZE = "finalizeStructure";

  private Structure() {}

  private static List<Call> finalized(Obj network) {
    return network.program().stream()
        .flatMap(it -> it.results(network, "getStructure").stream())
        .flatMap(it -> it.calls(FINALIZE).stream())
        .toList();
  }

  /** Whether dropout is read; empty where that is not known. */
  static Optional<Boolean> drops(Obj network) {
    List<Call> calls = finalized(network);
    if (!(network.origin() instanceof Origin.Made) || calls.isEmpty()) {
      return Optional.of(false);
    }
    Call last = calls.get(calls.size() - 1);
    if (!last.certain()) {
      return Optional.empty();
    }
    return last.arguments().isEmpty() ? Optional.of(false) : last.argument(0).truth();
  }

  /** The shares that layers state and that nothing reads. */
  static List<Remark> remarks(List<Layer> layers, Optional<Boolean> drops) {
    return drops.orElse(true)
        ? List.of()
        : layers.stream()
            .filter(it -> it.dropout().real().filter(share -> share > 0).isPresent())
            .map(
                it ->
                    new Remark(
                        Remark.Kind.UNREAD_DROPOUT,
                        it.place(),
                        it.dropout().real().orElseThrow(),
                        "write getStructure().finalizeStructure(true)"))
            .toList();
  }

  /**
   * A network by hand that is drawn while nothing finalizes it. Where it goes anywhere else it may
   * be finalized there.
   */
  static List<Refusal> refusals(Obj network) {
    boolean open = !(network.origin() instanceof Origin.Made) || !finalized(network).isEmpty();
    List<Call> resets = network.calls("reset").stream().filter(Call::certain).toList();
    return open || resets.isEmpty() || !network.calls("getStructure").isEmpty()
        ? List.of()
        : List.of(
            new Refusal(Refusal.Fault.UNFINISHED_STRUCTURE, "Encog", resets.get(0).place(), 0, 1));
  }
}
