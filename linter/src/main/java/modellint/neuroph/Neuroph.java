package modellint.neuroph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Activation;
import modellint.definition.Definition;
import modellint.definition.Finds;
import modellint.definition.Library;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Init;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.graph.Weights;

/** Neuroph: {@code new MultiLayerPerceptron([function,] sizes)}. */
public final class Neuroph implements Library {

  private static final String PERCEPTRON = "org.neuroph.nnet.MultiLayerPerceptron";
  private static final String RULES = "org.neuroph.nnet.learning.";

  private final Api api =
      new Vocabulary(
          Vocabulary.classes(
              Map.of(
                  "org.neuroph.nnet",
                  "ConvolutionalNetwork MultiLayerPerceptron Perceptron Adaline"
                      + " ElmanNetwork JordanNetwork RBFNetwork",
                  "org.neuroph.util",
                  "TransferFunctionType",
                  "org.neuroph.core",
                  "NeuralNetwork",
                  "org.neuroph.nnet.learning",
                  "BackPropagation BinaryDeltaRule ConvolutionalBackpropagation"
                      + " DynamicBackPropagation LMS"
                      + " MomentumBackpropagation ResilientPropagation"
                      + " SigmoidDeltaRule")),
          Set.of());

  @Override
  public List<String> imports() {
    return List.of("org.neuroph.");
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public Set<String> marks() {
    return Set.of(
        "MultiLayerPerceptron",
        "ConvolutionalNetwork",
        "Perceptron",
        "Adaline",
        "ElmanNetwork",
        "JordanNetwork");
  }

  @Override
  public Found definitions(Evaluator.Result evaluation, String version) {
    var finds = new Finds();
    for (Obj object : evaluation.objects()) {
      if (object.type().equals(PERCEPTRON) && object.origin() instanceof Origin.Made) {
        finds.add(object.origin().place(), () -> read(object));
      } else if (object.type().equals("org.neuroph.nnet.ConvolutionalNetwork")
          && object.origin() instanceof Origin.Result) {
        finds.add(
            object.origin().place(),
            () -> {
              throw new Unreadable("Neuroph's ConvolutionalNetwork is not modelled");
            });
      } else if (object.origin() instanceof Origin.Made) {
        alone(object, finds);
      }
    }
    return finds.found();
  }

  /** Networks of one layer, and those whose context layer feeds the past back. */
  private static void alone(Obj network, Finds finds) {
    Place.Line site = network.origin().place();
    switch (network.type().replace("org.neuroph.nnet.", "")) {
      case "Perceptron" -> finds.add(site, () -> SingleLayer.perceptron(network));
      case "Adaline" -> finds.add(site, () -> SingleLayer.adaline(network));
      case "ElmanNetwork", "JordanNetwork" ->
          finds.add(
              site,
              () -> {
                throw new Unreadable("a context layer that feeds the past back is not modelled");
              });
      default -> {}
    }
  }

  private static Definition read(Obj network) throws Unreadable {
    List<Value> sizes = new ArrayList<>();
    String function = "SIGMOID";
    for (Value value : network.origin().arguments()) {
      if (value instanceof Value.Constant it && it.type().endsWith("TransferFunctionType")) {
        function = it.name();
      } else if (value instanceof Value.Elements it) {
        sizes.addAll(it.values());
      } else {
        sizes.add(value);
      }
    }
    if (sizes.size() < 2) {
      throw new Unreadable("its layers are not known");
    }
    Place.Line place = network.origin().place();
    var net = new Perceptron(place);
    net.input(Perceptron.size(sizes.get(0), "inputs"));
    Weights drawn = new Weights.Declared(new Init.Uniform("U(-0.7, 0.7)", -0.7, 0.7));
    for (int i = 1; i < sizes.size(); i++) {
      net.dense(
          "layer" + i,
          Perceptron.size(sizes.get(i), "units" + i),
          drawn,
          Optional.of(drawn),
          activation(function),
          place);
    }
    return net.definition("neuroph", training(network));
  }

  static Activation activation(String function) {
    return switch (function) {
      case "LINEAR" -> Activation.IDENTITY;
      case "SIGMOID" -> Activation.SIGMOID;
      case "TANH" -> Activation.TANH;
      case "RECTIFIED" -> Activation.RELU;
      default -> Activation.custom(function);
    };
  }

  private static Training training(Obj network) {
    Optional<Call> set = network.calls("setLearningRule").stream().reduce((a, b) -> b);
    // getLearningRule() gives the one rule each time; every such result may be told something.
    var rules = new ArrayList<Obj>();
    if (set.isPresent() && set.get().argument(0) instanceof Obj it) {
      rules.add(it);
    }
    String type =
        set.map(Call::arguments)
            .filter(it -> !it.isEmpty() && it.get(0) instanceof Obj)
            .map(it -> ((Obj) it.get(0)).type())
            .orElse(RULES + "MomentumBackpropagation");
    if (network.program().isPresent()) {
      rules.addAll(network.program().get().results(network, "getLearningRule"));
    }
    if (set.isPresent() && !type.startsWith(RULES)) {
      return Training.UNKNOWN;
    }
    String rule = type.substring(RULES.length());
    var places = new LinkedHashMap<String, Place>();
    set.ifPresent(it -> places.put("optimizer", it.place()));
    Optional<Call> rate = last(rules, "setLearningRate");
    rate.ifPresent(it -> places.put("learningRate", it.place()));
    Optional<Call> momentum = last(rules, "setMomentum");
    boolean moving = rule.equals("MomentumBackpropagation");
    boolean resilient = rule.equals("ResilientPropagation");
    return new Training(
        Optional.of(resilient ? "rprop" : moving ? "momentum" : "sgd"),
        resilient
            ? Optional.empty()
            : rate.isPresent() ? rate.get().argument(0).real() : Optional.of(0.1),
        !moving
            ? Optional.empty()
            : momentum.isPresent() ? momentum.get().argument(0).real() : Optional.of(0.25),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Loss.MSE),
        Optional.of(1),
        new TrainingDetails(
            Optional.of("meansquarederror"),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            rate.isPresent() ? Set.of("loss") : Set.of("loss", "learningRate"),
            List.of(),
            places));
  }

  private static Optional<Call> last(List<Obj> rules, String setter) {
    return rules.stream().flatMap(it -> it.calls(setter).stream()).reduce((a, b) -> b);
  }
}
