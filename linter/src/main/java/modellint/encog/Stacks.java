package modellint.encog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.definition.Unreadable;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * A network's layers, whichever way it is made: layer by layer, by {@code simpleFeedForward}, by
 * {@code generate()} of a pattern, or by a factory that is told an architecture.
 */
final class Stacks {

  private static final Value NONE = new Value.Nothing();
  private static final Value LINEAR = new Value.Constant("", "ActivationLinear");

  private Stacks() {}

  /** True where {@code network} is what a pattern of the class {@code name} generated. */
  static boolean isPattern(Obj network, String name) {
    return network.origin() instanceof Origin.Result it
        && it.method().equals("generate")
        && it.receiver().type().equals("org.encog.neural.pattern." + name);
  }

  static List<Layer> of(Obj network) throws Unreadable {
    if (network.origin() instanceof Origin.Static it) {
      return simple(it);
    }
    if (network.origin() instanceof Origin.Result it) {
      return Architecture.made(network) ? Architecture.layers(it) : pattern(it);
    }
    var layers = new ArrayList<Layer>();
    for (Call call : network.calls("addLayer")) {
      if (!call.certain() || !(call.argument(0) instanceof Obj layer)) {
        throw new Unreadable(call.argument(0).why().orElse("a layer is added on a condition"));
      }
      layers.add(layer(layer));
    }
    return layers;
  }

  /** {@code new BasicLayer([activation, biased,] units[, dropout])}. */
  private static Layer layer(Obj made) throws Unreadable {
    List<Value> it = made.origin().arguments();
    Optional<Value> context = context(made);
    Place.Line place = made.origin().place();
    if (it.size() == 1) {
      return new Layer(
          new Value.Constant("", "ActivationSigmoid"), true, it.get(0), NONE, context, place);
    }
    if (it.size() < 3 || it.get(1).truth().isEmpty()) {
      throw new Unreadable("a layer's bias is not known");
    }
    return new Layer(
        it.get(0),
        it.get(1).truth().get(),
        it.get(2),
        it.size() > 3 ? it.get(3) : NONE,
        context,
        place);
  }

  /** As many units as the layer has that {@code setContextFedBy} names. */
  private static Optional<Value> context(Obj layer) throws Unreadable {
    List<Call> fed = layer.calls("setContextFedBy");
    if (fed.isEmpty()) {
      return Optional.empty();
    }
    if (!(fed.get(fed.size() - 1).argument(0) instanceof Obj from)) {
      throw new Unreadable("the layer that feeds a context is not known");
    }
    List<Value> stated = from.origin().arguments();
    return Optional.of(
        stated.size() == 1
            ? stated.get(0)
            : stated.size() > 2 ? stated.get(2) : new Value.Unknown("context", "not stated"));
  }

  private static List<Layer> simple(Origin.Static made) throws Unreadable {
    List<Value> it = made.arguments();
    boolean tanh =
        it.get(4).truth().orElseThrow(() -> new Unreadable("the activation is not known"));
    var function = new Value.Constant("", tanh ? "ActivationTANH" : "ActivationSigmoid");
    return stack(it.subList(0, 3), it.get(3), function, function, made.place());
  }

  private static List<Layer> pattern(Origin.Result made) throws Unreadable {
    Obj pattern = made.receiver();
    Place.Line place = made.place();
    Value inputs = last(pattern, "setInputNeurons");
    Value outputs = last(pattern, "setOutputNeurons");
    List<Value> hidden =
        pattern.calls("addHiddenLayer").stream().map(it -> it.argument(0)).toList();
    Value function = set(pattern, "setActivationFunction").orElse(NONE);
    return switch (pattern.type().substring(pattern.type().lastIndexOf('.') + 1)) {
      case "ADALINEPattern" ->
          List.of(
              new Layer(LINEAR, true, inputs, NONE, Optional.empty(), place),
              new Layer(LINEAR, false, outputs, NONE, Optional.empty(), place));
      // What stands in the input layer remembers the hidden one: h(t) = f(W x(t) + U h(t-1) + b).
      case "ElmanPattern" ->
          List.of(
              new Layer(function, true, inputs, NONE, Optional.of(one(hidden)), place),
              new Layer(function, true, one(hidden), NONE, Optional.empty(), place),
              new Layer(NONE, false, outputs, NONE, Optional.empty(), place));
      case "JordanPattern" ->
          List.of(
              new Layer(NONE, true, inputs, NONE, Optional.empty(), place),
              new Layer(function, true, one(hidden), NONE, Optional.of(outputs), place),
              new Layer(function, false, outputs, NONE, Optional.empty(), place));
      default -> {
        var sizes = new ArrayList<Value>(List.of(inputs));
        sizes.addAll(hidden);
        Value last = set(pattern, "setActivationOutput").orElse(function);
        yield stack(sizes, outputs, function, last, place);
      }
    };
  }

  private static Value one(List<Value> hidden) throws Unreadable {
    // A second one is refused.
    if (hidden.isEmpty()) {
      throw new Unreadable("a pattern that remembers has one hidden layer, not none");
    }
    return hidden.get(0);
  }

  private static Optional<Value> set(Obj object, String setter) {
    return object.calls(setter).stream().reduce((a, b) -> b).map(it -> it.argument(0));
  }

  private static Value last(Obj object, String setter) {
    return set(object, setter).orElse(new Value.Unknown(setter, setter + " is not called"));
  }

  /** No activation on the input, biases everywhere. */
  private static List<Layer> stack(
      List<Value> sizes, Value outputs, Value hidden, Value output, Place.Line place) {
    var layers = new ArrayList<Layer>();
    for (Value size : sizes) {
      if (size.whole().filter(it -> it == 0).isEmpty()) {
        Value function = layers.isEmpty() ? NONE : hidden;
        layers.add(new Layer(function, true, size, NONE, Optional.empty(), place));
      }
    }
    layers.add(new Layer(output, false, outputs, NONE, Optional.empty(), place));
    return layers;
  }
}
