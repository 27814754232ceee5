package modellint.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;

/**
 * What the optimizers throw at when they are made, and the loss that has no gradient; executed with
 * TensorFlow Java 1.0.0.
 */
final class Refused {

  /** Settings of Ftrl behind the rate: the power, then what must not be negative. */
  private static final int POWER = 1;

  private static final int STRENGTHS = 2;
  private static final int LAST = 5;

  private Refused() {}

  /**
   * @param numbers of the optimizer's constructor, the rate first
   */
  static List<Refusal> training(
      Optional<Obj> optimizer, List<Value> numbers, Optional<LossReader.Found> loss) {
    var all = new ArrayList<Refusal>();
    optimizer.ifPresent(it -> all.addAll(settings(it, numbers)));
    loss.filter(it -> optimizer.isPresent())
        .filter(it -> it.operation().equals("sparseSoftmaxCrossEntropyWithLogits"))
        .ifPresent(
            it -> all.add(new Refusal(Fault.UNDERIVED_LOSS, it.operation(), it.place(), 0, 1)));
    return all;
  }

  private static List<Refusal> settings(Obj optimizer, List<Value> numbers) {
    return switch (optimizer.type().substring(optimizer.type().lastIndexOf('.') + 1)) {
      case "AdaGrad", "AdaGradDA" ->
          least(optimizer, numbers, POWER, POWER, "initialAccumulatorValue");
      case "Ftrl" -> {
        var all = new ArrayList<Refusal>();
        number(numbers, POWER)
            .filter(it -> it > 0)
            .ifPresent(
                it ->
                    all.add(
                        new Refusal(
                            Fault.GREAT_SETTING,
                            "learningRatePower",
                            optimizer.origin().place(),
                            it,
                            0)));
        all.addAll(least(optimizer, numbers, STRENGTHS, LAST, "a setting of Ftrl"));
        yield all;
      }
      default -> List.of();
    };
  }

  private static List<Refusal> least(
      Obj optimizer, List<Value> numbers, int from, int to, String what) {
    var all = new ArrayList<Refusal>();
    for (int i = from; i <= to; i++) {
      number(numbers, i)
          .filter(it -> it < 0)
          .ifPresent(
              it ->
                  all.add(
                      new Refusal(Fault.SMALL_SETTING, what, optimizer.origin().place(), it, 0)));
    }
    return all;
  }

  private static Optional<Double> number(List<Value> numbers, int index) {
    return index < numbers.size() ? numbers.get(index).real() : Optional.empty();
  }
}
