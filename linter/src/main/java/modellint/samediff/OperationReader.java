package modellint.samediff;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.definition.Activation;
import modellint.definition.Blocks;
import modellint.definition.Declaration;
import modellint.definition.Definition;
import modellint.definition.Finds;
import modellint.definition.GraphSketch;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Place;
import modellint.graph.Shape;
import modellint.graph.Weights;

/** Draws a graph backwards from the predictions that its loss compares with the labels. */
final class OperationReader {

  private final Obj graph;
  private final List<Obj> variables;
  private final Place.Line site;
  private final GraphSketch sketch;
  private final Map<Obj, String> drawn = new IdentityHashMap<>();
  private final List<Dim> counts = new ArrayList<>();
  private final Set<String> unknowns = new LinkedHashSet<>();
  private int number;

  OperationReader(Obj graph, List<Obj> objects) {
    this.graph = graph;
    this.site = graph.origin().place();
    this.sketch = new GraphSketch(Finds.name(site), site);
    this.variables =
        objects.stream()
            .filter(it -> it.type().equals(SameDiff.VARIABLE))
            .filter(it -> root(it) == graph)
            .toList();
  }

  /** The graph that a variable was made in. */
  private static Obj root(Obj variable) {
    Obj at = variable;
    while (at.origin() instanceof Origin.Result it) {
      at = it.receiver();
    }
    return at;
  }

  Definition read() throws Unreadable {
    Optional<Origin.Result> loss = loss();
    Obj output =
        loss.flatMap(it -> operands(it.arguments()).stream().skip(1).findFirst())
            .or(() -> variables.stream().filter(this::isComputed).reduce((a, b) -> b))
            .orElseThrow(() -> new Unreadable("the graph computes nothing"));
    String name = draw(output);
    if (counts.isEmpty()) {
      throw new Unreadable("the graph has no variables that its result depends on");
    }
    Dim total = Perceptron.sum(counts);
    return new Definition(
        site,
        "samediff",
        sketch.finish(List.of(name), TrainingReader.read(graph, loss)),
        total,
        total,
        List.copyOf(unknowns));
  }

  /** The loss operation that the program names as its loss, else the last one it makes. */
  private Optional<Origin.Result> loss() {
    List<Obj> losses =
        variables.stream().filter(it -> isLoss((Origin.Result) it.origin())).toList();
    return losses.stream()
        .filter(this::isStated)
        .reduce((a, b) -> b)
        .or(() -> losses.stream().reduce((a, b) -> b))
        .map(it -> (Origin.Result) it.origin());
  }

  private boolean isStated(Obj loss) {
    String name = text(loss.origin().arguments(), "");
    return !loss.calls("markAsLoss").isEmpty()
        || graph.calls("setLossVariables").stream()
            .flatMap(it -> it.arguments().stream())
            .flatMap(it -> it.elements().map(List::stream).orElse(Stream.of(it)))
            .anyMatch(
                it ->
                    it == loss || (!name.isEmpty() && it.text().filter(name::equals).isPresent()));
  }

  private static boolean isLoss(Origin.Result it) {
    return it.receiver().origin() instanceof Origin.Result space
        && space.method().equals("loss")
        && it.receiver().type().equals(SameDiffApi.SPACE);
  }

  private boolean isComputed(Obj variable) {
    return variable.origin() instanceof Origin.Result it && it.receiver() != graph && !isLoss(it);
  }

  private static List<Obj> operands(List<Value> arguments) {
    return arguments.stream()
        .filter(it -> it instanceof Obj o && o.type().equals(SameDiff.VARIABLE))
        .map(it -> (Obj) it)
        .toList();
  }

  private String draw(Obj variable) throws Unreadable {
    String known = drawn.get(variable);
    if (known != null) {
      return known;
    }
    if (drawn.size() > 5000) {
      throw new Unreadable("the graph has more than 5000 operations");
    }
    if (!(variable.origin() instanceof Origin.Result made)) {
      throw new Unreadable("a variable is made by what is in no source");
    }
    String name =
        made.receiver() == graph && !made.method().equals("mmul") ? source(made) : operation(made);
    drawn.put(variable, name);
    return name;
  }

  private static String text(List<Value> arguments, String otherwise) {
    return arguments.isEmpty() ? otherwise : arguments.get(0).text().orElse(otherwise);
  }

  private Shape shape(List<Value> sizes) {
    var dims = new ArrayList<Dim>();
    for (Value size : sizes) {
      boolean open = size.whole().filter(it -> it < 0).isPresent();
      dims.add(
          open
              ? Dim.symbol(dims.isEmpty() ? "N" : "size" + dims.size())
              : Perceptron.size(size, "size" + dims.size()));
    }
    return new Shape(dims);
  }

  private static List<Value> numbers(List<Value> arguments) {
    return arguments.stream()
        .flatMap(it -> it.elements().map(List::stream).orElse(Stream.of(it)))
        .filter(it -> it.whole().isPresent() || it instanceof Value.Unknown)
        .toList();
  }

  private String source(Origin.Result made) throws Unreadable {
    List<Value> arguments = made.arguments();
    String name = text(arguments, made.method() + number++);
    // var(name, scheme, type, sizes): a scheme that is not known is no size.
    boolean open =
        arguments.size() > 2
            && arguments.get(1) instanceof Value.Unknown
            && arguments.get(2) instanceof Value.Constant;
    List<Value> sizes = numbers(open ? arguments.subList(2, arguments.size()) : arguments);
    switch (made.method()) {
      case "placeHolder":
        return sketch.input(name, shape(sizes));
      case "var":
        Weights weights =
            open
                ? new Weights.Unknown("the scheme of variable " + name + " is not known")
                : InitSchemes.ZERO;
        for (Value value : arguments) {
          if (value instanceof Obj it && it.type().startsWith("org.nd4j.weightinit.")) {
            weights = InitSchemes.of(it);
          } else if (value instanceof Obj it) {
            Optional<Weights> drawn = InitSchemes.ofArray(it);
            weights =
                drawn.orElse(new Weights.Unknown("variable " + name + " is set from an array"));
            sizes = drawn.isPresent() ? numbers(it.origin().arguments()) : List.of();
          }
        }
        if (sizes.isEmpty()) {
          throw new Unreadable("the shape of variable " + name + " is not known");
        }
        Shape shape = shape(sizes);
        if (weights instanceof Weights.Unknown it) {
          unknowns.add(it.reason());
        }
        shape.dims().stream()
            .filter(it -> !it.isKnown())
            .forEach(it -> unknowns.add("the shape of " + name + ": " + it));
        counts.add(shape.elements());
        return sketch.parameter(new Declaration(name, shape, weights));
      default:
        Optional<Double> value =
            arguments.stream().flatMap(it -> it.real().stream()).reduce((a, b) -> b);
        if (value.isEmpty()) {
          throw new Unreadable("constant " + name + " is not known");
        }
        return sketch.scalar(name, value.get());
    }
  }

  private String operation(Origin.Result made) throws Unreadable {
    var in = new ArrayList<String>();
    if (made.receiver().type().equals(SameDiff.VARIABLE)) {
      in.add(draw(made.receiver()));
    }
    for (Obj operand : operands(made.arguments())) {
      in.add(draw(operand));
    }
    String method = made.method();
    String name = text(made.arguments(), method + number++);
    var blocks = new Blocks(sketch, name, made.place());
    Optional<Double> first =
        made.arguments().stream().flatMap(it -> it.real().stream()).findFirst();
    switch (method) {
      case "mmul", "dot":
        return blocks.op("MatMul", "", in.get(0), in.get(1));
      case "linear", "reluLayer":
        String sum = blocks.op("MatMul", "", in.get(0), in.get(1));
        sum = in.size() > 2 ? blocks.op("Add", "Add", sum, in.get(2)) : sum;
        return method.equals("linear") ? sum : blocks.op("Relu", "Relu", sum);
      case "add", "sub", "mul", "div", "biasAdd":
        String type =
            method.equals("biasAdd")
                ? "Add"
                : Character.toUpperCase(method.charAt(0)) + method.substring(1);
        String other =
            in.size() > 1
                ? in.get(1)
                : blocks.scalar(
                    "constant", first.orElseThrow(() -> new Unreadable("an operand is not known")));
        return blocks.op(type, "", in.get(0), other);
      case "dropoutInverted":
        unknowns.add("whether dropoutInverted keeps or drops by its p");
        return in.get(0);
      case "dropout":
        // The number is the probability to keep.
        return first.isPresent() ? blocks.dropout(in.get(0), 1 - first.get()) : in.get(0);
      case "reshape":
        long[] sizes =
            numbers(made.arguments()).stream().mapToLong(it -> it.whole().orElse(-1L)).toArray();
        return blocks.reshape(in.get(0), "Reshape", sizes);
      default:
        Optional<Activation> function = activation(method, first);
        if (function.isPresent()) {
          return blocks.activation(in.get(0), function.get());
        }
        unknowns.add(method + " is not modelled");
        return blocks.opaque(method, in, 1).get(0);
    }
  }

  private static Optional<Activation> activation(String method, Optional<Double> first) {
    return switch (method) {
      case "relu" ->
          first.filter(it -> it != 0).isEmpty()
              ? Optional.of(Activation.RELU)
              : Optional.of(Activation.thresholdedRelu(first.get()));
      case "leakyRelu" -> Optional.of(Activation.leakyRelu(first.orElse(0.01)));
      case "elu" -> Optional.of(Activation.elu(1));
      case "gelu" -> Optional.of(Activation.GELU);
      case "sigmoid" -> Optional.of(Activation.SIGMOID);
      case "tanh" -> Optional.of(Activation.TANH);
      case "swish" -> Optional.of(Activation.SWISH);
      case "softplus" -> Optional.of(Activation.SOFTPLUS);
      case "softmax" -> Optional.of(Activation.softmax(first.map(Double::intValue).orElse(-1)));
      default -> Optional.empty();
    };
  }
}
