package modellint.testing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.ElementType;
import modellint.graph.Parameter;
import modellint.graph.Shape;
import modellint.graph.Weights;

/** What a spoken net stores, by name. */
final class Store {

  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private ElementType element = ElementType.FLOAT;

  Map<String, Parameter> parameters() {
    return parameters;
  }

  /** What is stored from here on has elements of type {@code type}. */
  void as(ElementType type) {
    element = type;
  }

  void put(Parameter parameter) {
    parameters.put(parameter.name(), parameter);
  }

  String weight(String name, Shape shape, Weights weights) {
    put(new Parameter(name, shape, element, weights, Optional.empty()));
    return name;
  }

  /** A tensor full of one number. */
  String numbers(String name, Shape shape, double value) {
    Weights weights = Fill.constant(value).stored().weights(shape, 1, 1);
    List<Double> values = Collections.nCopies((int) shape.elements().size(), value);
    put(new Parameter(name, shape, element, weights, Optional.of(values)));
    return name;
  }

  String axes(String name, long axis) {
    Weights weights = Fill.constant(axis).stored().weights(Shape.of(1), 1, 1);
    Optional<List<Double>> values = Optional.of(List.of((double) axis));
    put(new Parameter(name, Shape.of(1), ElementType.INT64, weights, values));
    return name;
  }

  /** An integer without dimensions. */
  String index(String name, long index) {
    Weights weights = Fill.constant(index).stored().weights(Shape.of(), 1, 1);
    Optional<List<Double>> values = Optional.of(List.of((double) index));
    put(new Parameter(name, Shape.of(), ElementType.INT64, weights, values));
    return name;
  }
}
