package modellint.tensorflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Blocks;
import modellint.definition.Declaration;
import modellint.definition.Definition;
import modellint.definition.Finds;
import modellint.definition.GraphSketch;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.Weights;

/**
 * Draws operations backwards from an output. The network begins where variables come in: what is
 * computed from placeholders alone prepares data and is the graph's input.
 */
final class Drawing {

  private static final int MOST = 5_000;

  private final Place.Line site;
  private final GraphSketch sketch;
  private final Dependence dependence;
  private final Map<Obj, Tensor> drawn = new IdentityHashMap<>();
  private final Map<Obj, String> parameters = new IdentityHashMap<>();
  private final Set<Obj> declared = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Dim> counts = new ArrayList<>();
  private final List<Dim> frozen = new ArrayList<>();
  private final Set<String> unknowns = new LinkedHashSet<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final OperationDrawing operations = new OperationDrawing(this);

  private final List<Obj> made;

  /**
   * @param made all operations of the program
   */
  Drawing(Place.Line site, Dependence dependence, List<Obj> made) {
    this.made = made;
    this.site = site;
    this.sketch = new GraphSketch(Finds.name(site), site);
    this.dependence = dependence;
  }

  Definition definition(Obj output, Training training) throws Unreadable {
    String result = channelsLast(draw(output));
    if (counts.isEmpty()) {
      throw new Unreadable("its result depends on no variable");
    }
    Dim total = Perceptron.sum(counts);
    Dim still = Perceptron.sum(frozen);
    Dim trained = total.isKnown() && still.isKnown() ? Dim.of(total.size() - still.size()) : total;
    return new Definition(
        site,
        "tensorflow",
        sketch.finish(List.of(result), refusals.isEmpty() ? training : training.refused(refusals)),
        total,
        trained,
        List.copyOf(unknowns));
  }

  GraphSketch sketch() {
    return sketch;
  }

  void unknown(String what) {
    unknowns.add(what);
  }

  /** Operands that do not fit each other, where both sizes are sure. */
  void compare(Operation it) {
    Operands.mismatch(it).ifPresent(refusals::add);
  }

  Blocks blocks(Operation it) {
    return new Blocks(sketch, it.title(), it.place());
  }

  /** The tensor that {@code operand} is; data without a shape of its own is a batch of rows. */
  Tensor draw(Value operand) throws Unreadable {
    return draw(operand, List.of(Dim.symbol("N"), Dim.symbol("features")));
  }

  /**
   * @param otherwise the shape of data whose own is not known
   */
  Tensor draw(Value operand, List<Dim> otherwise) throws Unreadable {
    Optional<Double> number = Constants.number(operand);
    if (number.isPresent()) {
      return new Tensor(sketch.scalar("constant", number.get()), false);
    }
    if (!(operand instanceof Obj it) || Operation.of(operand).isEmpty()) {
      throw new Unreadable(operand.why().orElse("an operand is made by what is in no source"));
    }
    Tensor known = drawn.get(it);
    if (known != null) {
      return known;
    }
    if (drawn.size() > MOST) {
      throw new Unreadable("the graph has more than " + MOST + " operations");
    }
    Tensor made;
    if (!dependence.onVariables(it)) {
      made = new Tensor(input(it, otherwise), false);
    } else {
      Operation operation = Operation.of(it).orElseThrow();
      made =
          operation.is("variable") ? new Tensor(parameter(it), false) : operations.draw(operation);
    }
    drawn.put(it, made);
    return made;
  }

  private String input(Obj data, List<Dim> otherwise) throws Unreadable {
    if (!dependence.onPlaceholders(data)) {
      throw new Unreadable(
          "an operand of line "
              + data.origin().place().line()
              + " is computed from constants in a way that is not modelled");
    }
    String name =
        Operation.of(data).map(Operation::name).filter(it -> !it.isEmpty()).orElse("input");
    return sketch.input(name, new Shape(Inference.shape(data).orElse(otherwise)));
  }

  boolean isVariable(Value operand) {
    return Operation.of(operand).filter(it -> it.is("variable")).isPresent();
  }

  /** The sizes of a variable as the source declares it. */
  List<Dim> sizes(Value variable) throws Unreadable {
    return Inference.shape(variable)
        .orElseThrow(
            () ->
                new Unreadable(
                    "the shape of the variable of line "
                        + ((Obj) variable).origin().place().line()
                        + " is not known"));
  }

  /** The variable as it is. */
  String parameter(Obj variable) throws Unreadable {
    String known = parameters.get(variable);
    if (known == null) {
      known = sketch.parameter(declared(variable, new Shape(sizes(variable))));
      parameters.put(variable, known);
    }
    return known;
  }

  /** The variable in a shape that ONNX wants; it counts once. */
  Declaration declared(Obj variable, Shape shape) throws Unreadable {
    Operation it = Operation.of(variable).orElseThrow();
    if (!declared.add(variable)) {
      throw new Unreadable("variable " + it.title() + " is used in two ways");
    }
    Weights weights = Initials.of(start(variable, it)).at(variable.origin().place());
    if (weights instanceof Weights.Unknown unknown) {
      unknowns.add(unknown.reason());
    }
    shape.dims().stream()
        .filter(dim -> !dim.isKnown())
        .forEach(dim -> unknowns.add("the shape of " + it.title() + ": " + dim));
    counts.add(shape.elements());
    return new Declaration(it.title(), shape, weights);
  }

  /** What a variable is made of, or what the one assignment to it gives where that is a shape. */
  private Value start(Obj variable, Operation it) {
    Value stated = it.argument(0);
    List<Operation> assigned =
        Operation.of(stated).isPresent()
            ? List.of()
            : made.stream()
                .map(Operation::of)
                .flatMap(Optional::stream)
                .filter(one -> one.is("assign") && one.argument(0) == variable)
                .toList();
    return assigned.size() == 1 ? assigned.get(0).argument(1) : stated;
  }

  /** Of the variables declared, one that training does not change. */
  void freeze(Dim elements) {
    frozen.add(elements);
  }

  String channelsLast(Tensor it) {
    return it.channelsFirst()
        ? new Blocks(sketch, it.name(), site).transpose(it.name(), "ChannelsLast", 0, 2, 3, 1)
        : it.name();
  }

  String channelsFirst(Tensor it) {
    return it.channelsFirst()
        ? it.name()
        : new Blocks(sketch, it.name(), site).transpose(it.name(), "ChannelsFirst", 0, 3, 1, 2);
  }
}
