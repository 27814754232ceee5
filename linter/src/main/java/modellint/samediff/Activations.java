package modellint.samediff;

import java.util.List;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.definition.Unreadable;
import modellint.dl4j.Functions;

/** DL4J's activation functions in a graph: {@code Activation.TANH.asSameDiff(sd, x)}. */
final class Activations {

  static final String METHOD = "asSameDiff";

  private Activations() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    if (!it.method().equals(METHOD)) {
      return Optional.empty();
    }
    String x =
        drawing.draw(
            it.operand(0).orElseThrow(() -> new Undetermined("the argument of " + METHOD)));
    Activation function =
        Functions.of(it.argument(1), -1)
            .orElseThrow(() -> new Undetermined("the function of " + METHOD));
    return Optional.of(List.of(drawing.blocks(it).activation(x, function)));
  }
}
