package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Parameter;
import modellint.graph.Shape;

/**
 * Operators that make tensors out of attributes, shapes or numbers, and those that ask for sizes.
 */
final class Generators {

  private Generators() {}

  static Map<String, Operator> operators() {
    var all = new HashMap<String, Operator>();
    all.put(
        "Constant", Operator.one(Generators::type, Generators::shape).folding(Generators::held));
    all.put(
        "Shape",
        Operator.one(Operator.INT64, it -> Shape.of(asked(it).size()))
            .folding((call, s, o) -> asked(call).stream().map(Element::of).toList()));
    all.put(
        "Size",
        Operator.one(Operator.INT64, it -> Shape.of())
            .folding((call, s, o) -> List.of(Element.of(call.shape(0).elements()))));
    all.put(
        "ConstantOfShape",
        Operator.one(Generators::fillType, it -> filled(it, 0)).folding(Generators::fill));
    all.put("Range", Operator.one(Operator.SAME, Generators::range).folding(Generators::counted));
    for (String type : List.of("RandomNormal", "RandomUniform")) {
      all.put(type, Operator.one(Operator.stated("dtype", Operator.FLOAT), Generators::drawn));
    }
    for (String type : List.of("RandomNormalLike", "RandomUniformLike", "EyeLike")) {
      all.put(type, Operator.like(Operator.stated("dtype", Operator.SAME)));
    }
    return all;
  }

  private static Optional<Parameter> tensor(Call call) {
    return call.node().attributes().get("value") instanceof Attribute.Tensor it
        ? Optional.of(it.value())
        : Optional.empty();
  }

  private static Optional<List<Double>> numbers(Call call) {
    for (Attribute it : call.node().attributes().values()) {
      if (it instanceof Attribute.Int number) {
        return Optional.of(List.of((double) number.value()));
      }
      if (it instanceof Attribute.Real number) {
        return Optional.of(List.of(number.value()));
      }
      if (it instanceof Attribute.Ints list) {
        return Optional.of(list.values().stream().map(Long::doubleValue).toList());
      }
      if (it instanceof Attribute.Reals list) {
        return Optional.of(list.values());
      }
    }
    return Optional.empty();
  }

  private static ElementType type(Call call, int output) {
    if (tensor(call).isPresent()) {
      return tensor(call).get().type();
    }
    var names = call.node().attributes().keySet();
    if (names.contains("value_int") || names.contains("value_ints")) {
      return ElementType.INT64;
    }
    if (names.contains("value_float") || names.contains("value_floats")) {
      return ElementType.FLOAT;
    }
    return names.contains("value_string") || names.contains("value_strings")
        ? ElementType.STRING
        : ElementType.UNDEFINED;
  }

  private static Shape shape(Call call) {
    if (tensor(call).isPresent()) {
      return tensor(call).get().shape();
    }
    for (Attribute it : call.node().attributes().values()) {
      if (it instanceof Attribute.Int
          || it instanceof Attribute.Real
          || it instanceof Attribute.Text) {
        return Shape.of();
      }
      if (it instanceof Attribute.Texts list) {
        return Shape.of(list.values().size());
      }
    }
    return Shape.of(numbers(call).orElseThrow(() -> new Unknowable("a constant")).size());
  }

  private static List<Element> held(Call call, Shape shape, int output) {
    return tensor(call)
        .map(Parameter::values)
        .orElseGet(() -> numbers(call))
        .map(Element::of)
        .orElseThrow(() -> new Unknowable("values are not kept"));
  }

  private static List<Dim> asked(Call call) {
    List<Dim> dims = call.dims(0);
    int rank = dims.size();
    int start = bound(call.node().integer("start", 0), rank);
    int end = bound(call.node().integer("end", rank), rank);
    return start >= end ? List.of() : dims.subList(start, end);
  }

  private static int bound(long axis, int rank) {
    return (int) Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
  }

  static Shape filled(Call call, int input) {
    List<Element> sizes = call.targets("shape", input);
    if (sizes.size() > Call.MOST_AXES) {
      throw new Unknowable("rank " + sizes.size());
    }
    var dims = new ArrayList<Dim>();
    for (int axis = 0; axis < sizes.size(); axis++) {
      dims.add(
          sizes.get(axis) instanceof Element.Unknown ? call.fresh(0, axis) : sizes.get(axis).dim());
    }
    return new Shape(dims);
  }

  private static ElementType fillType(Call call, int output) {
    return tensor(call).map(Parameter::type).orElse(ElementType.FLOAT);
  }

  private static List<Element> fill(Call call, Shape shape, int output) {
    double value =
        tensor(call)
            .map(it -> it.values().orElseThrow(() -> new Unknowable("a fill")).get(0))
            .orElse(0.0);
    return Collections.nCopies(Math.toIntExact(shape.elements().size()), new Element.Number(value));
  }

  /** max(0, ceil((limit - start) / delta)) numbers. */
  private static Shape range(Call call) {
    Element start = call.elements(0).get(0);
    Element limit = call.elements(1).get(0);
    Element delta = call.elements(2).get(0);
    if (start.isNumber() && limit.isNumber() && delta.isNumber()) {
      double count = Math.ceil((limit.number() - start.number()) / delta.number());
      return new Shape(List.of(new Element.Number(Math.max(0, count)).dim()));
    }
    Element length =
        delta.isNumber() && delta.number() == 1
            ? Scalars.SUBTRACT.of(limit, start, ElementType.INT64)
            : Element.UNKNOWN;
    return new Shape(List.of(length instanceof Element.Unknown ? call.fresh(0, 0) : length.dim()));
  }

  private static List<Element> counted(Call call, Shape shape, int output) {
    double start = call.number(0);
    double delta = call.number(2);
    var all = new ArrayList<Element>();
    for (long i = 0; i < shape.dim(0).size(); i++) {
      all.add(Scalars.rounded(start + i * delta, call.type(0)));
    }
    return all;
  }

  private static Shape drawn(Call call) {
    List<Long> sizes = call.node().integers("shape").orElseThrow(() -> new Unknowable("shape"));
    return new Shape(sizes.stream().map(Sizes::known).toList());
  }
}
