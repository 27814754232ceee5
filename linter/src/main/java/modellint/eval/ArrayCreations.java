package modellint.eval;

import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes arrays, their elements in the type of the array. */
final class ArrayCreations {

  private static final int LARGEST_ARRAY = 100_000;

  /** Arrays cost steps, so that no program can fill the memory with them. */
  private static final long ELEMENTS_A_STEP = 64;

  private final Interpreter interpreter;

  ArrayCreations(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Value creation(ArrayCreationExpr it, Frame frame) {
    if (it.getInitializer().isPresent()) {
      String type = it.getElementType().asString() + "[]".repeat(it.getLevels().size());
      return array(it.getInitializer().get(), type, frame);
    }
    var sizes = new ArrayList<Value>();
    it.getLevels()
        .forEach(
            level -> level.getDimension().ifPresent(d -> sizes.add(interpreter.value(d, frame))));
    return filled(sizes, it.getElementType().asString(), it.getLevels().size());
  }

  private Value filled(List<Value> sizes, String type, int levels) {
    if (levels == 0) {
      return switch (type) {
        case "int", "long", "short", "byte", "double", "float" ->
            Arithmetic.convert(new Value.Whole(0), type);
        case "boolean" -> new Value.Truth(false);
        case "char" -> new Value.Letter('\0');
        default -> new Value.Nothing();
      };
    }
    if (sizes.isEmpty()) {
      return new Value.Nothing();
    }
    Optional<Long> size = sizes.get(0).whole();
    if (size.isPresent() && size.get() < 0) {
      throw new Thrown("java.lang.NegativeArraySizeException");
    }
    if (size.isEmpty() || size.get() > LARGEST_ARRAY) {
      return new Value.Unknown("array", sizes.get(0).why().orElse("an array of that size"));
    }
    interpreter.steps(1 + size.get() / ELEMENTS_A_STEP);
    if (levels == 1) {
      Value zero = filled(List.of(), type, 0);
      return new Value.Elements(
          new ArrayList<>(Collections.nCopies(Math.toIntExact(size.get()), zero)));
    }
    var elements = new ArrayList<Value>();
    for (long i = 0; i < size.get(); i++) {
      elements.add(filled(sizes.subList(1, sizes.size()), type, levels - 1));
    }
    return new Value.Elements(elements);
  }

  /** The array that {@code it} makes, {@code type} being the array's: {@code double[]}. */
  Value array(ArrayInitializerExpr it, String type, Frame frame) {
    String each = type.endsWith("[]") ? type.substring(0, type.length() - 2) : "";
    var elements = new ArrayList<Value>();
    for (Expression element : it.getValues()) {
      elements.add(
          element instanceof ArrayInitializerExpr inner
              ? array(inner, each, frame)
              : Arithmetic.convert(interpreter.value(element, frame), each));
    }
    var array = new Value.Elements(elements);
    interpreter.journal().born(elements);
    return array;
  }
}
