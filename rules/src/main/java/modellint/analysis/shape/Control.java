package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Shape;

/** If, Loop and Scan: what their bodies give, where every path gives the same. */
final class Control {

  private final Inference inference;

  Control(Inference inference) {
    this.inference = inference;
  }

  List<Fact> facts(Call call, Scope scope) {
    try {
      return switch (call.node().domain().isEmpty() ? call.node().type() : "") {
        case "If" -> branches(call, scope);
        case "Loop" -> loop(call, scope);
        case "Scan" -> scan(call, scope);
        default -> List.of();
      };
    } catch (Unknowable | ArithmeticException | IndexOutOfBoundsException e) {
      return List.of();
    }
  }

  private static Graph graph(Call call, String attribute) {
    if (call.node().attributes().get(attribute) instanceof Attribute.SubGraph it) {
      return it.graph();
    }
    throw new Unknowable("no " + attribute);
  }

  private List<Fact> branches(Call call, Scope scope) {
    Optional<List<Element>> condition = call.fact(0).elements().filter(it -> it.size() == 1);
    if (condition.isPresent() && condition.get().get(0).isNumber()) {
      boolean truth = condition.get().get(0).number() != 0;
      return inference.body(graph(call, truth ? "then_branch" : "else_branch"), List.of(), scope);
    }
    List<Fact> yes = inference.body(graph(call, "then_branch"), List.of(), scope);
    List<Fact> no = inference.body(graph(call, "else_branch"), List.of(), scope);
    var all = new ArrayList<Fact>();
    for (int i = 0; i < Math.min(yes.size(), no.size()); i++) {
      all.add(either(call, i, yes.get(i), no.get(i)));
    }
    return all;
  }

  private static Fact either(Call call, int output, Fact a, Fact b) {
    ElementType type = a.type() == b.type() ? a.type() : ElementType.UNDEFINED;
    if (a.shape().isEmpty()
        || b.shape().isEmpty()
        || a.shape().get().rank() != b.shape().get().rank()) {
      return Fact.of(type, Optional.empty());
    }
    var dims = new ArrayList<Dim>();
    for (int axis = 0; axis < a.shape().get().rank(); axis++) {
      Dim dim = a.shape().get().dim(axis);
      dims.add(dim.equals(b.shape().get().dim(axis)) ? dim : call.fresh(output, axis));
    }
    return Fact.of(type, Optional.of(new Shape(dims)));
  }

  /** Inputs: trip count, condition, carried values. Outputs: carried values, stacked values. */
  private List<Fact> loop(Call call, Scope scope) {
    Graph body = graph(call, "body");
    int carried = Math.max(0, call.inputs().size() - 2);
    var inputs = new ArrayList<Fact>();
    inputs.add(Fact.of(ElementType.INT64, Optional.of(Shape.of())));
    inputs.add(Fact.of(ElementType.BOOL, Optional.of(Shape.of())));
    call.inputs().stream().skip(2).map(Fact::varying).forEach(inputs::add);
    List<Fact> results = settled(body, inputs, 2, 1, carried, scope);
    return stacked(call, results.subList(1, results.size()), carried, Optional.empty());
  }

  private List<Fact> scan(Call call, Scope scope) {
    if (call.node().opset() < 9
        || call.node().integers("scan_output_axes").filter(Control::anyOther).isPresent()
        || call.node().integers("scan_input_axes").filter(Control::anyOther).isPresent()) {
      return List.of();
    }
    Graph body = graph(call, "body");
    int carried = call.inputs().size() - (int) call.node().integer("num_scan_inputs", 0);
    var inputs = new ArrayList<Fact>();
    Optional<Dim> length = Optional.empty();
    for (int i = 0; i < call.inputs().size(); i++) {
      Fact fact = call.inputs().get(i).varying();
      if (i >= carried && fact.shape().isPresent()) {
        List<Dim> dims = fact.shape().get().dims();
        length = Optional.of(dims.get(0));
        fact = Fact.of(fact.type(), Optional.of(new Shape(dims.subList(1, dims.size()))));
      }
      inputs.add(fact);
    }
    List<Fact> results = settled(body, inputs, 0, 0, carried, scope);
    return stacked(call, results, carried, length);
  }

  private static boolean anyOther(List<Long> axes) {
    return axes.stream().anyMatch(it -> it != 0);
  }

  /** Carried shapes that an iteration changes are forgotten until nothing changes any more. */
  private List<Fact> settled(
      Graph body, List<Fact> first, int from, int to, int carried, Scope scope) {
    var inputs = new ArrayList<>(first);
    while (true) {
      List<Fact> results = inference.body(body, inputs, scope);
      boolean changed = false;
      for (int i = 0; i < carried; i++) {
        Fact before = inputs.get(from + i);
        Fact after = results.get(to + i);
        if (before.shape().isPresent() && !Objects.equals(before.shape(), after.shape())) {
          inputs.set(from + i, Fact.of(before.type(), Optional.empty()));
          changed = true;
        }
      }
      if (!changed) {
        return results;
      }
    }
  }

  private static List<Fact> stacked(
      Call call, List<Fact> results, int carried, Optional<Dim> length) {
    var all = new ArrayList<Fact>();
    for (int i = 0; i < results.size(); i++) {
      Fact fact = results.get(i).varying();
      if (i >= carried && fact.shape().isPresent()) {
        var dims = new ArrayList<Dim>();
        dims.add(length.orElse(call.fresh(i, 0)));
        dims.addAll(fact.shape().get().dims());
        fact = Fact.of(fact.type(), Optional.of(new Shape(dims)));
      }
      all.add(fact);
    }
    return all;
  }
}
