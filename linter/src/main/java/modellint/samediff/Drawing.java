package modellint.samediff;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import modellint.analysis.shape.Shapes;
import modellint.definition.Blocks;
import modellint.definition.GraphSketch;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.graph.Dim;
import modellint.graph.Shape;
import modellint.graph.Training;

/** One graph as it is drawn, backwards from its results; every variable is drawn once. */
final class Drawing {

  private static final int MOST = 5000;

  private final GraphSketch sketch;
  private final Variables variables;
  private final SourceReader sources;
  private final Operations operations;
  private final Map<Obj, String> drawn = new IdentityHashMap<>();
  private final Map<Obj, List<String>> results = new IdentityHashMap<>();
  private final Set<String> unknowns = new LinkedHashSet<>();
  private final List<Operation> made = new ArrayList<>();
  private int number;

  Drawing(GraphSketch sketch, Variables variables) {
    this.sketch = sketch;
    this.variables = variables;
    this.sources = new SourceReader(this, variables);
    this.operations = new Operations(this);
  }

  GraphSketch sketch() {
    return sketch;
  }

  List<Dim> counts() {
    return sources.counts();
  }

  List<String> unknowns() {
    return List.copyOf(unknowns);
  }

  /** {@code variable} stands for what has been drawn as {@code name} already. */
  void bind(Obj variable, String name) {
    drawn.put(variable, name);
  }

  /** What has been drawn and is no source, operands before what is computed of them. */
  List<Operation> made() {
    return made;
  }

  void unknown(String phrase) {
    unknowns.add(phrase);
  }

  /** The name of {@code variable} in the graph. */
  String draw(Obj variable) throws Unreadable {
    return draw(variable, OptionalInt.empty());
  }

  /** The same for a variable that must have {@code rank} where its own shape does not say so. */
  String draw(Obj variable, int rank) throws Unreadable {
    return draw(variable, OptionalInt.of(rank));
  }

  private String draw(Obj given, OptionalInt rank) throws Unreadable {
    Obj variable = variables.meant(given);
    String known = drawn.get(variable);
    if (known != null) {
      return known;
    }
    if (drawn.size() > MOST) {
      throw new Unreadable("the graph has more than " + MOST + " operations");
    }
    Operation made =
        Operation.of(variable)
            .orElseThrow(() -> new Unreadable("a variable is made by what is in no source"));
    String name = made.isSource() ? sources.draw(variable, made, rank) : computed(variable, made);
    drawn.put(variable, name);
    return name;
  }

  private String computed(Obj variable, Operation made) throws Unreadable {
    Obj operation = Variables.operation(variable);
    List<String> all = results.get(operation);
    if (all == null) {
      all = operations.draw(made);
      results.put(operation, all);
      this.made.add(made);
    }
    return all.get(Math.min(made.output(), all.size() - 1));
  }

  List<String> drawAll(List<Obj> variables) throws Unreadable {
    var names = new ArrayList<String>();
    for (Obj variable : variables) {
      names.add(draw(variable));
    }
    return names;
  }

  /** A fresh number, for the names of what the source does not name. */
  int next() {
    return number++;
  }

  Blocks blocks(Operation it) {
    return new Blocks(sketch, it.label(next()), it.place());
  }

  /** The shape of what has been drawn so far, by inference. */
  Optional<Shape> shape(String value) {
    return Shapes.of(sketch.finish(List.of(value), Training.UNKNOWN)).shape(value);
  }

  /** True for a variable whose elements all start with one number. */
  boolean isConstant(String value) {
    return sources.isConstant(value);
  }

  int rank(String value) throws Undetermined {
    return shape(value)
        .map(Shape::rank)
        .orElseThrow(() -> new Undetermined("the number of dimensions of " + value));
  }
}
