package modellint.neuroph;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Activation;
import modellint.definition.Definition;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.graph.Weights;

/**
 * Rosenblatt's perceptron and Widrow's Adaline. Every connection is drawn by {@code Math.random() -
 * 0.5} unless {@code randomizeWeights} draws it again, a perceptron's threshold by {@code
 * Math.random()}.
 */
final class SingleLayer {

  private static final Weights CONNECTION =
      new Weights.Declared(new Init.Uniform("U(-0.5, 0.5)", -0.5, 0.5));
  private static final Weights THRESHOLD =
      new Weights.Declared(new Init.Uniform("a threshold of U(0, 1)", -1, 0));

  private SingleLayer() {}

  /** {@code new Perceptron(inputs, outputs[, function])}; the function steps unless given. */
  static Definition perceptron(Obj network) throws Unreadable {
    List<Value> given = network.origin().arguments();
    if (given.size() < 2) {
      throw new Unreadable("its layers are not known");
    }
    Activation function =
        given.size() < 3
            ? Activation.STEP
            : Functions.of(given.get(2)).map(SingleLayer::atTheEnd).orElse(Functions.UNKNOWN);
    Dim inputs = Perceptron.size(given.get(0), "inputs");
    Dim outputs = Perceptron.size(given.get(1), "outputs");
    // A threshold is no connection: nothing draws it again.
    Weights drawn = drawn(network, inputs, inputs, outputs);
    return read(network, outputs, drawn, THRESHOLD, function, "binarydelta");
  }

  /** A step decides here; inside a network the library lets gradients pass it as they are. */
  private static Activation atTheEnd(Activation function) {
    return function.equals(Functions.named("STEP")) || function.equals(Functions.named("Step"))
        ? Activation.STEP
        : function;
  }

  /** {@code new Adaline(inputs)}: one linear unit that learns by least mean squares. */
  static Definition adaline(Obj network) throws Unreadable {
    if (network.origin().arguments().isEmpty()) {
      throw new Unreadable("its inputs are not known");
    }
    Dim inputs = Perceptron.size(network.origin().arguments().get(0), "inputs");
    Dim connections = Perceptron.sum(List.of(inputs, Dim.of(1)));
    Weights drawn = drawn(network, inputs, connections, Dim.of(1));
    return read(network, Dim.of(1), drawn, drawn, Activation.IDENTITY, "sgd");
  }

  private static Weights drawn(Obj network, Dim inputs, Dim connections, Dim outputs) {
    return new Randomizers(network, inputs, Dim.of(0))
        .weights(connections, outputs)
        .orElse(CONNECTION);
  }

  private static Definition read(
      Obj network, Dim outputs, Weights weights, Weights bias, Activation function, String rule)
      throws Unreadable {
    var net = new Perceptron(network.origin().place());
    net.input(Perceptron.size(network.origin().arguments().get(0), "inputs"));
    net.dense("output", outputs, weights, Optional.of(bias), function, network.origin().place());
    return net.definition(
        "neuroph",
        training(network, rule)
            .refused(
                Refused.learning(
                    network,
                    Perceptron.size(network.origin().arguments().get(0), "inputs"),
                    outputs,
                    true)));
  }

  /** Another rule than the one that the constructor sets is left unsaid. */
  private static Training training(Obj network, String rule) {
    if (!network.calls("setLearningRule").isEmpty()) {
      return Training.UNKNOWN;
    }
    Optional<Call> rate =
        network.program().stream()
            .flatMap(it -> it.results(network, "getLearningRule").stream())
            .flatMap(it -> it.calls("setLearningRate").stream())
            .reduce((a, b) -> b);
    return Training.builder()
        .optimizer(Optional.of(rule))
        .learningRate(rate.isPresent() ? rate.get().argument(0).real() : Optional.of(0.1))
        .loss(Optional.of(rule.equals("sgd") ? Loss.MSE : Loss.OTHER))
        .batchSize(Optional.of(1))
        .details(
            TrainingDetails.builder()
                .lossName(Optional.of("meansquarederror"))
                .defaults(rate.isPresent() ? Set.of("loss") : Set.of("loss", "learningRate"))
                .remarks(LearningRules.halved(network).toList())
                .build())
        .build();
  }
}
