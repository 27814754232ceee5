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
 * 0.5}, a perceptron's threshold by {@code Math.random()}.
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
    String function =
        given.size() < 3 ? "STEP" : given.get(2) instanceof Value.Constant it ? it.name() : "";
    if (function.isEmpty()) {
      throw new Unreadable("the transfer function is not known");
    }
    Dim outputs = Perceptron.size(given.get(1), "outputs");
    return read(network, outputs, THRESHOLD, Functions.named(function), "binarydelta");
  }

  /** {@code new Adaline(inputs)}: one linear unit that learns by least mean squares. */
  static Definition adaline(Obj network) throws Unreadable {
    if (network.origin().arguments().isEmpty()) {
      throw new Unreadable("its inputs are not known");
    }
    return read(network, Dim.of(1), CONNECTION, Activation.IDENTITY, "sgd");
  }

  private static Definition read(
      Obj network, Dim outputs, Weights bias, Activation function, String rule) throws Unreadable {
    var net = new Perceptron(network.origin().place());
    net.input(Perceptron.size(network.origin().arguments().get(0), "inputs"));
    net.dense("output", outputs, CONNECTION, Optional.of(bias), function, network.origin().place());
    return net.definition("neuroph", training(network, rule));
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
                .build())
        .build();
  }
}
