package modellint.neuroph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.definition.Activation;
import modellint.definition.Definition;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Training;
import modellint.graph.Weights;

/**
 * Fully connected networks: {@code MultiLayerPerceptron}, {@code AutoencoderNetwork} and {@code
 * RectifierNeuralNetwork}. One randomizer draws weights and biases alike.
 *
 * @param sizes of all layers, the input first
 * @param constructor how weights are drawn before {@code randomizeWeights}; empty for He's way
 * @param refusals what its constructor throws at in other arguments than the sizes
 */
record MultiLayer(
    List<Value> sizes,
    Activation hidden,
    Activation output,
    boolean biased,
    Optional<Weights> constructor,
    List<Refusal> refusals) {

  private static final Optional<Weights> RANGE =
      Optional.of(new Weights.Declared(new Init.Uniform("U(-0.7, 0.7)", -0.7, 0.7)));

  /** {@code new MultiLayerPerceptron([function,] sizes)} or {@code (sizes, properties)}. */
  static MultiLayer perceptron(List<Value> given) throws Unreadable {
    var sizes = new ArrayList<Value>();
    Activation function = Activation.SIGMOID;
    boolean biased = true;
    List<Refusal> refusals = List.of();
    for (Value value : given) {
      Optional<Activation> stated = Functions.of(value);
      if (stated.isPresent()) {
        function = stated.get();
      } else if (Functions.isUnknown(value)) {
        function = Functions.UNKNOWN;
      } else if (value instanceof Obj it && it.type().endsWith(".NeuronProperties")) {
        function = function(it);
        biased = biased(it);
        refusals = Refused.properties(it);
      } else if (value instanceof Value.Elements it) {
        sizes.addAll(it.values());
      } else {
        sizes.add(value);
      }
    }
    return new MultiLayer(sizes, function, function, biased, RANGE, refusals);
  }

  /** {@code new AutoencoderNetwork(inputs, hidden)} puts out as much as comes in. */
  static MultiLayer autoencoder(List<Value> given) throws Unreadable {
    if (given.size() < 2) {
      throw new Unreadable("its layers are not known");
    }
    return new MultiLayer(
        List.of(given.get(0), given.get(1), given.get(0)),
        Activation.SIGMOID,
        Activation.SIGMOID,
        true,
        RANGE,
        List.of());
  }

  /** {@code new RectifierNeuralNetwork(sizes)} has no biases. */
  static MultiLayer rectifier(List<Value> given) throws Unreadable {
    return new MultiLayer(
        perceptron(given).sizes(),
        Activation.RELU,
        Activation.SIGMOID,
        false,
        Optional.empty(),
        List.of());
  }

  private static Activation function(Obj properties) {
    var stated = new ArrayList<Value>(properties.origin().arguments());
    properties.calls("setProperty").stream()
        .filter(it -> it.argument(0).text().filter("transferFunction"::equals).isPresent())
        .forEach(it -> stated.add(it.argument(1)));
    // The function is the first argument; whether there are biases, the second.
    boolean open =
        stated.stream().limit(1).anyMatch(it -> !it.isKnown())
            || stated.stream()
                .skip(properties.origin().arguments().size())
                .anyMatch(it -> !it.isKnown());
    return open
        ? Functions.UNKNOWN
        : stated.stream()
            .flatMap(it -> Functions.of(it).stream())
            .reduce((first, second) -> second)
            .orElse(Activation.IDENTITY);
  }

  private static boolean biased(Obj properties) throws Unreadable {
    boolean biased = true;
    for (Value value : properties.origin().arguments()) {
      biased = value.truth().orElse(biased);
    }
    Optional<String> open =
        properties.origin().arguments().stream().skip(1).flatMap(it -> it.why().stream()).findAny();
    if (open.isPresent()) {
      throw new Unreadable("whether layers have biases is not known: " + open.get());
    }
    for (Call call : properties.calls("setProperty")) {
      if (call.argument(0).text().filter("useBias"::equals).isPresent()) {
        biased =
            call.argument(1)
                .truth()
                .orElseThrow(() -> new Unreadable("whether layers have biases is not known"));
      }
    }
    return biased;
  }

  Definition read(Obj network) throws Unreadable {
    if (sizes.isEmpty()) {
      var none = new Perceptron(network.origin().place());
      none.input(Dim.symbol("inputs"));
      return none.definition(
          "neuroph", Training.UNKNOWN.refused(Refused.layers(sizes, network.origin().place())));
    }
    if (sizes.size() < 2) {
      throw new Unreadable(
          "its layers are not known"
              + sizes.stream()
                  .flatMap(it -> it.why().stream())
                  .findFirst()
                  .map(": "::concat)
                  .orElse(""));
    }
    Place.Line place = network.origin().place();
    List<Dim> dims = dims();
    var randomizers = randomizers(network, dims);
    var net = new Perceptron(place);
    net.input(dims.get(0));
    for (int i = 1; i < dims.size(); i++) {
      Weights drawn = drawn(randomizers, connections(net.size()), dims.get(i));
      net.dense(
          "layer" + i,
          dims.get(i),
          drawn,
          biased ? Optional.of(drawn) : Optional.empty(),
          i == dims.size() - 1 ? output : hidden,
          place);
    }
    Training training = LearningRules.of(network, "MomentumBackpropagation");
    return net.definition(
        "neuroph",
        training.refused(
            Stream.of(
                    refusals,
                    Refused.layers(sizes, place),
                    Refused.learning(network, dims.get(0), dims.get(dims.size() - 1), true),
                    training.details().refusals())
                .flatMap(List::stream)
                .toList()));
  }

  private List<Dim> dims() {
    var dims = new ArrayList<Dim>();
    for (int i = 0; i < sizes.size(); i++) {
      dims.add(Perceptron.size(sizes.get(i), i == 0 ? "inputs" : "units" + i));
    }
    return dims;
  }

  /** A unit's connections, that of the bias among them. */
  private Dim connections(Dim from) {
    return biased ? Perceptron.sum(List.of(from, Dim.of(1))) : from;
  }

  private Randomizers randomizers(Obj network, List<Dim> dims) {
    List<Dim> units = dims.subList(1, dims.size() - 1).stream().map(this::connections).toList();
    return new Randomizers(network, dims.get(0), Perceptron.sum(units));
  }

  private Weights drawn(Randomizers randomizers, Dim in, Dim out) {
    return randomizers.weights(in, out).or(() -> constructor).orElseGet(() -> Randomizers.he(in));
  }
}
