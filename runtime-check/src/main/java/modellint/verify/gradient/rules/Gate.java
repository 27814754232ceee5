package modellint.verify.gradient.rules;

import java.util.List;
import modellint.verify.tape.Call;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;

/** The function at a gate of a recurrent layer. */
record Gate(String function) {

  static List<Gate> of(Call call, int direction) {
    List<String> otherwise =
        switch (call.op()) {
          case "LSTM" -> List.of("Sigmoid", "Tanh", "Tanh");
          case "GRU" -> List.of("Sigmoid", "Tanh");
          default -> List.of("Tanh");
        };
    List<String> stated = call.texts("activations");
    int each = otherwise.size();
    List<String> chosen =
        stated.isEmpty() ? otherwise : stated.subList(direction * each, (direction + 1) * each);
    return chosen.stream().map(Gate::new).toList();
  }

  Tensor of(Tensor x, Call call) {
    float limit = call.real("clip", 0);
    Tensor clipped =
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
      case "Sigmoid", "Tanh", "Relu", "Softplus", "Softsign" -> clipped.unary(function);
      default -> throw new NoGradientException(call.op() + " with " + function);
    };
  }
}
