package modellint.verify.gradient.rules;

import java.util.List;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/** Losses that stand in the graph. */
public final class Losses {

  public static final List<Rule> RULES =
      List.of(
          new Rule.Expansion("", "SoftmaxCrossEntropyLoss", 1, Losses::crossEntropy),
          new Rule.Expansion(
              "", "NegativeLogLikelihoodLoss", 1, call -> List.of(likelihood(call, call.x(0)))));

  private Losses() {}

  private static List<Tensor> crossEntropy(Call call) {
    Tensor logarithms = Softmaxes.logOf(call.x(0), 1);
    Tensor loss = likelihood(call, logarithms);
    return List.of(loss, logarithms);
  }

  private static Tensor likelihood(Call call, Tensor logarithms) {
    Tensor labels = call.x(1).cast(Type.INT64);
    long[] column = Dims.concat(Dims.of(labels.size(0), 1), Window.tail(labels, 1));
    Tensor ignored = labels.tape().integers(new long[0], Dims.of(call.integer("ignore_index", -1)));
    Tensor counted = labels.is(ignored).not();
    boolean ignores = call.attributes().containsKey("ignore_index");
    Tensor zero = labels.tape().integers(new long[0], Dims.of(0));
    Tensor valid = ignores ? counted.choose(labels, zero) : labels;
    Tensor picked = logarithms.gatherElements(1, valid.reshape(column)).reshape(labels.shape());
    Tensor weight =
        call.has(2)
            ? call.x(2).gather(0, valid)
            : labels.tape().filled(logarithms.type(), labels.shape(), 1);
    if (ignores) {
      weight = weight.where(counted);
    }
    Tensor loss = picked.times(weight).neg();
    long[] all = Dims.range(0, loss.rank());
    return switch (call.text("reduction", "mean")) {
      case "none" -> loss;
      case "sum" -> loss.reduce("ReduceSum", all, false);
      default -> loss.reduce("ReduceSum", all, false).over(weight.reduce("ReduceSum", all, false));
    };
  }
}
