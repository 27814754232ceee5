package modellint.deepnetts;

import java.util.List;
import java.util.Locale;
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
   * @param sgd true where the optimizer reads no momentum
   */
  static List<Remark> of(Obj network, List<Call> calls, List<Obj> trainers, boolean sgd) {
    List<Obj> careless = sgd ? trainers : List.of();
    return Stream.of(
            Settings.remarks(network, calls, trainers).stream(),
            calls.stream().flatMap(it -> swapped(it).stream()),
            careless.stream()
                .flatMap(it -> it.calls("setMomentum").stream())
                .flatMap(it -> unread(it).stream()),
            trainers.stream().flatMap(Remarks::penalties),
            overridden(calls).stream(),
            halved(calls).stream())
        .flatMap(it -> it)
        .toList();
  }

  /** The squared error's slope at an output is the difference itself: half the sum, no mean. */
  private static Optional<Remark> halved(List<Call> calls) {
    return calls.stream()
        .filter(it -> it.method().equals("lossFunction"))
        .reduce((first, second) -> second)
        .filter(it -> NetworkReader.word(it.argument(0)).equals("MEAN_SQUARED_ERROR"))
        .map(it -> new Remark(Remark.Kind.SUMMED_OUTPUTS, it.place(), 0.5, ""));
  }

  /** The last hiddenActivationFunction holds for all layers but the output, whenever it is told. */
  private static Optional<Remark> overridden(List<Call> calls) {
    Optional<Call> told =
        calls.stream()
            .filter(it -> it.method().equals("hiddenActivationFunction"))
            .reduce((first, second) -> second);
    Optional<String> function = told.flatMap(it -> constant(Optional.of(it.argument(0))));
    if (function.isEmpty()) {
      return Optional.empty();
    }
    List<Call> lost =
        calls.stream()
            .filter(it -> it.method().matches("add(FullyConnectedLayers?|ConvolutionalLayer)"))
            .filter(
                it ->
                    constant(NetworkReader.stated(it))
                        .filter(stated -> !stated.equals(function.get()))
                        .isPresent())
            .toList();
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Remark(
                Remark.Kind.OVERRIDDEN_ACTIVATION,
                told.get().place(),
                lost.size(),
                "ActivationType." + function.get()));
  }

  private static Optional<String> constant(Optional<Value> value) {
    return value.filter(Value.Constant.class::isInstance).map(NetworkReader::word);
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

  /** The trainer keeps them, the layers are told the second, and no step reads either. */
  private static Stream<Remark> penalties(Obj trainer) {
    return Stream.of("setL1Regularization", "setL2Regularization")
        .flatMap(it -> trainer.calls(it).stream())
        .filter(it -> it.argument(0).real().filter(value -> value > 0).isPresent())
        .map(
            it ->
                new Remark(
                    Remark.Kind.UNREAD_PENALTY,
                    it.place(),
                    it.argument(0).real().orElseThrow(),
                    "leave it out: take fewer units, or setEarlyStopping(true)"));
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
                String.format(
                    Locale.ROOT,
                    ".addConvolutionalLayer(%d, %d, %d, %d, ActivationType.RELU)",
                    stated.toArray())));
  }
}
