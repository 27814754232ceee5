package modellint.deepnetts;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.TrainingDetails.Remark;

/** What Deep Netts 1.13.2 makes of a program against its wording. */
final class Remarks {

  private Remarks() {}

  /**
   * @param calls on the builder
   * @param careless trainers whose optimizer reads no momentum
   */
  static List<Remark> of(List<Call> calls, List<Obj> careless) {
    return Stream.concat(
            calls.stream().flatMap(it -> swapped(it).stream()),
            careless.stream()
                .flatMap(it -> it.calls("setMomentum").stream())
                .flatMap(it -> unread(it).stream()))
        .toList();
  }

  private static Optional<Remark> unread(Call call) {
    return call.argument(0)
        .real()
        .filter(it -> it != 0)
        .map(
            it ->
                new Remark(
                    Remark.Kind.UNREAD_MOMENTUM,
                    call.place(),
                    it,
                    ".setOptimizer(OptimizerType.MOMENTUM)"));
  }

  private static Optional<Remark> swapped(Call call) {
    List<Optional<Long>> numbers = call.arguments().stream().map(Value::whole).toList();
    boolean four =
        call.method().equals("addConvolutionalLayer")
            && numbers.size() == 4
            && numbers.stream().allMatch(Optional::isPresent);
    if (!four) {
      return Optional.empty();
    }
    List<Long> stated = numbers.stream().map(Optional::orElseThrow).toList();
    return stated.get(2).equals(stated.get(3))
        ? Optional.empty()
        : Optional.of(
            new Remark(
                Remark.Kind.SWAPPED_STRIDE,
                call.place(),
                (double) stated.get(3) / stated.get(2),
                ".addConvolutionalLayer(%d, %d, %d, %d, ActivationType.TANH)"
                    .formatted(stated.toArray())));
  }
}
