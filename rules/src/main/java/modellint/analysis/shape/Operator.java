package modellint.analysis.shape;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import modellint.graph.ElementType;
import modellint.graph.Shape;

/**
 * How one operator maps what is known of its inputs to what is known of its outputs. The three
 * parts are independent: a type is known even where the shape is not.
 */
record Operator(TypeRule type, ShapeRule shapes, Optional<Folding> folding) {

  @FunctionalInterface
  interface TypeRule {
    ElementType of(Call call, int output);
  }

  /** Shapes of the outputs in order; outputs behind the last are unknown. */
  @FunctionalInterface
  interface ShapeRule {
    List<Shape> of(Call call);
  }

  @FunctionalInterface
  interface SingleRule {
    Shape of(Call call);
  }

  /** The elements of output {@code output}, whose shape is known and small. */
  @FunctionalInterface
  interface Folding {
    List<Element> of(Call call, Shape shape, int output);
  }

  static final TypeRule SAME = (call, output) -> call.type(0);
  static final TypeRule SECOND = (call, output) -> call.type(1);
  static final TypeRule BOOL = (call, output) -> ElementType.BOOL;
  static final TypeRule INT64 = (call, output) -> ElementType.INT64;
  static final TypeRule INT32 = (call, output) -> ElementType.INT32;
  static final TypeRule FLOAT = (call, output) -> ElementType.FLOAT;

  /** The first output like the first input, further ones of {@code rest}. */
  static TypeRule sameThen(ElementType rest) {
    return (call, output) -> output == 0 ? call.type(0) : rest;
  }

  /** The type that attribute {@code name} states by number. */
  static TypeRule stated(String name, TypeRule otherwise) {
    return (call, output) -> {
      String word = call.node().text(name, "");
      if (!word.isEmpty()) {
        return named(word);
      }
      long number = call.node().integer(name, 0);
      return number <= 0 || number >= ElementType.values().length
          ? otherwise.of(call, output)
          : ElementType.values()[(int) number];
    };
  }

  /** Before opset 6 a Cast names its type. */
  private static ElementType named(String word) {
    for (ElementType type : ElementType.values()) {
      if (type.name().equals(word)) {
        return type;
      }
    }
    return ElementType.UNDEFINED;
  }

  /** One output. */
  static Operator one(TypeRule type, SingleRule shape) {
    return new Operator(type, call -> List.of(shape.of(call)), Optional.empty());
  }

  static Operator many(TypeRule type, ShapeRule shapes) {
    return new Operator(type, shapes, Optional.empty());
  }

  /** Every output has the shape of the first input. */
  static Operator like(TypeRule type) {
    return many(type, call -> Collections.nCopies(call.node().outputs().size(), call.shape(0)));
  }

  Operator folding(Folding rule) {
    return new Operator(type, shapes, Optional.of(rule));
  }

  /** The elements stay as they are, in the same order. */
  Operator keepingElements() {
    return folding((call, shape, output) -> call.elements(0));
  }
}
