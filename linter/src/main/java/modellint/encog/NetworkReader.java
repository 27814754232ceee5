package modellint.encog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.definition.Activation;
import modellint.definition.Definition;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal;
import modellint.graph.Training;

/** One network: its layers, how their weights are drawn, and the training found for it. */
final class NetworkReader {

  private NetworkReader() {}

  static Definition read(Obj network, List<Obj> objects) throws Unreadable {
    List<Layer> layers = Stacks.of(network);
    List<Refusal> refused = Architecture.refusals(network);
    if (!refused.isEmpty()) {
      var none = new Perceptron(network.origin().place());
      none.input(Dim.symbol("inputs"));
      return none.definition("encog", Training.UNKNOWN.refused(refused));
    }
    if (layers.size() < 2) {
      throw new Unreadable("its layers are not known");
    }
    var net = new Perceptron(network.origin().place());
    net.input(Perceptron.size(layers.get(0).units(), "inputs"));
    var draws = Draws.of(network, objects, layers);
    Optional<Boolean> drops = Structure.drops(network);
    for (int i = 1; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Layer before = layers.get(i - 1);
      String name = "layer" + i;
      if (before.context().isPresent()) {
        net.remember(
            "context" + i, Perceptron.size(before.context().get(), "context" + i), before.place());
      }
      var units = Perceptron.size(layer.units(), "units" + i);
      String function = Draws.word(layer.activation());
      net.dense(
          name,
          units,
          draws.weights(net.size(), units, function, Draws.word(before.activation())),
          before.biased()
              ? Optional.of(draws.biases(net.size(), units, function))
              : Optional.empty(),
          Activation.IDENTITY,
          layer.place());
      shrink(net, name, layer, drops);
      net.activation(name, activation(function), layer.place());
      if (function.equals("Elliott")) {
        // Elliott 1993: from zero to one, where its symmetric sibling is the softsign.
        net.scale(name + ".half", 0.5, layer.place());
        net.shift(name + ".half", 0.5, layer.place());
      }
    }
    return net.definition(
        "encog",
        TrainingReader.of(
            network,
            objects,
            Draws.word(layers.get(layers.size() - 1).activation()),
            Structure.remarks(layers, drops),
            Stream.concat(
                    Structure.refusals(network).stream(),
                    Refused.by(network, layers, objects).stream())
                .toList()));
  }

  /**
   * The forward pass drops nothing: it multiplies what the layer reads by the share that is kept,
   * in training and ever after. Which units the backward pass skips is drawn, so that on average
   * its gradient is that of the product.
   */
  private static void shrink(Perceptron net, String name, Layer layer, Optional<Boolean> drops) {
    Value ratio = layer.dropout();
    if (ratio instanceof Value.Nothing || drops.filter(it -> !it).isPresent()) {
      return;
    }
    if (drops.isEmpty() || ratio.real().isEmpty()) {
      net.unknown("the dropout of " + name);
      return;
    }
    ratio.real().filter(it -> it != 0).ifPresent(it -> net.scale(name, 1 - it, layer.place()));
  }

  private static Activation activation(String function) {
    return switch (function) {
      case "Linear" -> Activation.IDENTITY;
      case "Sigmoid" -> Activation.SIGMOID;
      case "TANH" -> Activation.TANH;
      case "ReLU" -> Activation.RELU;
      case "Elliott", "ElliottSymmetric" -> Activation.SOFTSIGN;
      case "SoftMax" -> Activation.softmax(1);
      default -> Activation.custom(function);
    };
  }
}
