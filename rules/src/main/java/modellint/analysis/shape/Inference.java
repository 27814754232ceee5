package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Shape;
import modellint.graph.Value;

/** One pass over the nodes of a graph; sub-graphs are walked where their node stands. */
final class Inference {

  /** Larger constants keep their shape alone. */
  private static final long MOST_ELEMENTS = 16L * Parameter.MOST_VALUES;

  /** Constants of up to this many elements always keep them: sizes, axes, bounds. */
  private static final long SMALL = 64;

  private static final int DEEPEST = 64;

  private final Operators operators = new Operators();
  private final Control control = new Control(this);

  /** Nodes that sub-graphs may still cost: nested loops are visited more than once. */
  private long budget;

  /** Elements that larger folded constants may still take, over the whole graph. */
  private long room = 1L << 20;

  private int depth;

  Scope run(Graph graph, Map<String, Shape> inputs, Map<String, Double> filled) {
    budget = 200_000 + 20L * graph.nodes().size();
    var scope = new Scope();
    for (Value input : graph.inputs()) {
      Optional<Shape> shape = Optional.ofNullable(inputs.get(input.name())).or(input::shape);
      scope.put(
          input.name(),
          Optional.ofNullable(filled.get(input.name()))
              .flatMap(element -> shape.filter(Inference::fits).map(it -> full(input, it, element)))
              .orElse(Fact.of(input.type(), shape)));
    }
    walk(graph, scope);
    return scope;
  }

  private static boolean fits(Shape shape) {
    return shape.isKnown() && shape.elements().size() <= MOST_ELEMENTS;
  }

  private static Fact full(Value input, Shape shape, double element) {
    var all = Collections.nCopies(Math.toIntExact(shape.elements().size()), element);
    return new Fact(input.type(), Optional.of(shape), Optional.of(Element.of(all)), true);
  }

  /** Facts of the outputs of a sub-graph whose inputs are known as far as {@code inputs} goes. */
  List<Fact> body(Graph graph, List<Fact> inputs, Scope around) {
    if (depth >= DEEPEST || budget < graph.nodes().size()) {
      return Collections.nCopies(graph.outputs().size(), Fact.UNKNOWN);
    }
    budget -= graph.nodes().size();
    depth++;
    Scope scope = around.inside(graph.captured());
    for (int i = 0; i < graph.inputs().size(); i++) {
      Value input = graph.inputs().get(i);
      Fact given = i < inputs.size() ? inputs.get(i) : Fact.UNKNOWN;
      scope.put(
          input.name(),
          given.type() == ElementType.UNDEFINED
              ? new Fact(input.type(), given.shape(), given.elements(), given.constant())
              : given);
    }
    walk(graph, scope);
    depth--;
    return graph.outputs().stream().map(it -> scope.fact(it.name())).toList();
  }

  private void walk(Graph graph, Scope scope) {
    for (Parameter it : graph.parameters().values()) {
      scope.put(
          it.name(),
          new Fact(it.type(), Optional.of(it.shape()), it.values().map(Element::of), true));
    }
    for (Node node : graph.nodes()) {
      List<Fact> facts = facts(node, scope);
      for (int i = 0; i < node.outputs().size(); i++) {
        String output = node.outputs().get(i);
        if (!output.isEmpty()) {
          Fact fact = i < facts.size() ? facts.get(i) : Fact.UNKNOWN;
          Value stated = graph.declared().get(output);
          scope.put(output, stated == null ? fact : hinted(fact, stated));
        }
      }
    }
  }

  /** What the file states fills gaps; it never overrules, and a stated scalar says nothing. */
  private static Fact hinted(Fact fact, Value stated) {
    ElementType type = fact.type() == ElementType.UNDEFINED ? stated.type() : fact.type();
    Optional<Shape> shape =
        fact.shape().isEmpty()
            ? stated.shape().filter(it -> it.rank() > 0)
            : fact.shape().map(it -> stated.shape().map(hint -> filled(it, hint)).orElse(it));
    return new Fact(type, shape, fact.elements(), fact.constant());
  }

  private static Shape filled(Shape shape, Shape hint) {
    if (shape.rank() != hint.rank()) {
      return shape;
    }
    var dims = new ArrayList<Dim>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Dim dim = shape.dim(axis);
      dims.add(dim.toString().startsWith("?") ? hint.dim(axis) : dim);
    }
    return new Shape(dims);
  }

  private List<Fact> facts(Node node, Scope scope) {
    var inputs = node.inputs().stream().map(scope::fact).toList();
    boolean constant =
        !Operators.isRandom(node)
            && node.inputs().stream().allMatch(it -> it.isEmpty() || scope.fact(it).constant())
            && node.subGraphs()
                .allMatch(
                    it -> it.captured().stream().allMatch(name -> scope.fact(name).constant()));
    var call = new Call(node, inputs);
    if (node.subGraphs().findAny().isPresent()) {
      return control.facts(call, scope).stream()
          .map(it -> new Fact(it.type(), it.shape(), it.elements(), constant))
          .toList();
    }
    return operators.of(node).map(it -> facts(call, it, constant)).orElse(untold(node, constant));
  }

  /** Without an inference it is still known that a standard operator adds no input of its own. */
  private static List<Fact> untold(Node node, boolean constant) {
    return Collections.nCopies(
        node.outputs().size(),
        new Fact(
            ElementType.UNDEFINED,
            Optional.empty(),
            Optional.empty(),
            constant && node.domain().isEmpty()));
  }

  private List<Fact> facts(Call call, Operator operator, boolean constant) {
    List<Shape> shapes = shapes(call, operator);
    var facts = new ArrayList<Fact>();
    for (int i = 0; i < call.node().outputs().size(); i++) {
      Optional<Shape> shape = i < shapes.size() ? Optional.of(shapes.get(i)) : Optional.empty();
      ElementType type = type(call, operator, i);
      Optional<List<Element>> elements = elements(call, operator, shape, i);
      boolean settled =
          constant
              || (isSize(call.node())
                  && elements.filter(it -> it.stream().allMatch(Element::isNumber)).isPresent());
      facts.add(new Fact(type, shape, elements, settled));
    }
    return facts;
  }

  /** Sizes that are numbers depend on nothing, whatever the tensor holds. */
  private static boolean isSize(Node node) {
    return node.is("Shape") || node.is("Size");
  }

  private static ElementType type(Call call, Operator operator, int output) {
    try {
      return operator.type().of(call, output);
    } catch (Unknowable e) {
      return ElementType.UNDEFINED;
    }
  }

  private static List<Shape> shapes(Call call, Operator operator) {
    try {
      List<Shape> all = operator.shapes().of(call);
      boolean sound = true;
      for (Shape shape : all) {
        // Products that leave 64 bits are no sizes of anything.
        sound &= shape.rank() <= Call.MOST_AXES && shape.elements().factor() >= 0;
      }
      return sound ? all : List.of();
    } catch (Unknowable | ArithmeticException | IndexOutOfBoundsException e) {
      return List.of();
    }
  }

  private Optional<List<Element>> elements(
      Call call, Operator operator, Optional<Shape> shape, int output) {
    if (operator.folding().isEmpty()
        || shape.isEmpty()
        || !shape.get().isKnown()
        || shape.get().elements().size() > Math.max(SMALL, Math.min(room, MOST_ELEMENTS))) {
      return Optional.empty();
    }
    try {
      List<Element> elements = operator.folding().get().of(call, shape.get(), output);
      if (elements.size() != shape.get().elements().size()) {
        return Optional.empty();
      }
      room -= elements.size() > SMALL ? elements.size() : 0;
      return Optional.of(elements);
    } catch (Unknowable | ArithmeticException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
