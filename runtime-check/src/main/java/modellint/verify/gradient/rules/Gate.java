package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import modellint.onnx.proto.AttributeProto;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Call;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;

/** The function at a gate of a recurrent layer, with its parameters where it has any. */
record Gate(String function, float alpha, float beta) {

  /** What functions with parameters take where none are stated: alpha, then beta. */
  private static final Map<String, List<Float>> PARAMETERS =
      Map.of(
          "Affine", List.of(1f, 0f),
          "LeakyRelu", List.of(0.01f),
          "ThresholdedRelu", List.of(1f),
          "ScaledTanh", List.of(1f, 1f),
          "HardSigmoid", List.of(0.2f, 0.5f),
          "Elu", List.of(1f));

  static List<Gate> of(Call call, int direction) {
    List<String> otherwise =
        switch (call.op()) {
          case "LSTM" -> List.of("Sigmoid", "Tanh", "Tanh");
          case "GRU" -> List.of("Sigmoid", "Tanh");
          default -> List.of("Tanh");
        };
    List<String> stated = call.texts("activations");
    int each = otherwise.size();
    if (stated.isEmpty()) {
      return otherwise.stream().map(it -> new Gate(it, 0, 0)).toList();
    }
    Iterator<Float> alphas = numbers(call, "activation_alpha");
    Iterator<Float> betas = numbers(call, "activation_beta");
    var all = new ArrayList<Gate>();
    for (String function : stated) {
      // the lists hold numbers only for those functions that take them
      List<Float> own = PARAMETERS.getOrDefault(function, List.of());
      all.add(new Gate(function, next(alphas, own, 0), next(betas, own, 1)));
    }
    return all.subList(direction * each, (direction + 1) * each);
  }

  private static Iterator<Float> numbers(Call call, String attribute) {
    return call.attributes()
        .getOrDefault(attribute, AttributeProto.getDefaultInstance())
        .getFloatsList()
        .iterator();
  }

  private static float next(Iterator<Float> given, List<Float> own, int which) {
    if (which >= own.size()) {
      return 0;
    }
    return given.hasNext() ? given.next() : own.get(which);
  }

  Tensor of(Tensor x, Call call) {
    float limit = call.real("clip", 0);
    Tensor in =
        limit > 0
            ? x.tape()
                .call(
                    "Clip",
                    x.shape(),
                    x.type(),
                    List.of(),
                    x,
                    x.tape().scalar(x.type(), -limit),
                    x.tape().scalar(x.type(), limit))
            : x;
    return switch (function) {
      case "Sigmoid", "Tanh", "Relu", "Softplus", "Softsign" -> in.unary(function);
      case "LeakyRelu", "ThresholdedRelu", "Elu" -> in.unary(function, Attr.of("alpha", alpha));
      case "HardSigmoid" -> in.unary(function, Attr.of("alpha", alpha), Attr.of("beta", beta));
      case "Affine" -> in.times(alpha).plus(beta);
      case "ScaledTanh" -> in.times(beta).tanh().times(alpha);
      default -> throw new NoGradientException(call.op() + " with " + function);
    };
  }
}
