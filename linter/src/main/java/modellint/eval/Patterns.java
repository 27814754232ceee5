package modellint.eval;

import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.ComponentPatternExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.MatchAllPatternExpr;
import com.github.javaparser.ast.expr.RecordPatternExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.type.Type;
import java.util.List;
import java.util.Optional;
import modellint.graph.Place;

/**
 * Matches values against types and patterns, as {@code instanceof} and the labels of a switch do.
 * The names in a pattern take their values whether or not the match is known.
 */
final class Patterns {

  private static final List<String> ABOVE_NUMBERS =
      List.of("java.lang.Number", "java.lang.Comparable", "java.lang.Object");

  private final Interpreter interpreter;

  Patterns(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** The outcome of {@code it}; empty where it is not known. */
  Optional<Value> of(InstanceOfExpr it, Frame frame) {
    Value value = interpreter.value(it.getExpression(), frame);
    Optional<Boolean> matches =
        it.getPattern().isPresent()
            ? matches(value, it.getPattern().get(), frame)
            : is(value, it.getType(), frame);
    return matches.map(Value.Truth::new);
  }

  static boolean isPattern(Expression label) {
    return label instanceof ComponentPatternExpr;
  }

  /** Whether {@code value} matches {@code pattern}; empty where that is not known. */
  Optional<Boolean> matches(Value value, Expression pattern, Frame frame) {
    if (pattern instanceof MatchAllPatternExpr) {
      return Optional.of(true);
    }
    if (pattern instanceof TypePatternExpr it) {
      frame.declare(it.getNameAsString(), it.getTypeAsString(), value);
      return it.getTypeAsString().equals("var")
          ? Optional.of(true)
          : is(value, it.getType(), frame);
    }
    return pattern instanceof RecordPatternExpr it
        ? components(it, value, frame)
        : Optional.empty();
  }

  private Optional<Boolean> components(RecordPatternExpr pattern, Value value, Frame frame) {
    Optional<Boolean> all = is(value, pattern.getType(), frame);
    List<Parameter> declared = declared(pattern.getType(), frame);
    for (int i = 0; i < pattern.getPatternList().size(); i++) {
      ComponentPatternExpr inner = pattern.getPatternList().get(i);
      Value part =
          all.orElse(false) && value instanceof Obj record && i < declared.size()
              ? component(record, declared.get(i), pattern, frame)
              : new Value.Unknown(inner.toString(), "a part of what is not known");
      Optional<Boolean> one = matches(part, inner, frame);
      boolean any = i < declared.size() && covers(inner, declared.get(i));
      all = both(all, any ? Optional.of(true) : one);
    }
    return all;
  }

  private Value component(Obj record, Parameter declared, RecordPatternExpr at, Frame frame) {
    Place.Line place = frame.owner().file().place(at);
    String accessor = declared.getNameAsString();
    return interpreter.members().onObject(record, accessor, List.of(), frame, place);
  }

  /** The components of the record {@code type}; none where its source is not at hand. */
  private List<Parameter> declared(Type type, Frame frame) {
    return interpreter
        .names()
        .resolve(bare(type), frame.owner())
        .flatMap(interpreter::source)
        .flatMap(it -> it.code().toRecordDeclaration())
        .<List<Parameter>>map(it -> it.getParameters())
        .orElse(List.of());
  }

  /** True for a pattern of the component's own type, which any value of it matches. */
  private static boolean covers(ComponentPatternExpr pattern, Parameter declared) {
    return pattern instanceof TypePatternExpr it
        && bare(it.getType()).equals(bare(declared.getType()));
  }

  private static Optional<Boolean> both(Optional<Boolean> one, Optional<Boolean> other) {
    if (one.isPresent() && other.isPresent()) {
      return Optional.of(one.get() && other.get());
    }
    return one.or(() -> other).filter(it -> !it);
  }

  private Optional<Boolean> is(Value value, Type type, Frame frame) {
    if (value instanceof Value.Nothing) {
      return Optional.of(false);
    }
    Optional<String> name = interpreter.names().resolve(bare(type), frame.owner());
    Optional<Object> plain = Comparisons.plain(value);
    if (plain.isPresent()) {
      return name.flatMap(it -> isPlain(plain.get(), it));
    }
    if (value instanceof Value.Constant constant
        && interpreter.source(constant.type()).isPresent()) {
      return name.flatMap(it -> isOf(constant.type(), it));
    }
    return value instanceof Obj object
        ? name.flatMap(it -> isOf(object.type(), it))
        : Optional.empty();
  }

  private Optional<Boolean> isPlain(Object value, String type) {
    if (value.getClass().getName().equals(type) || ABOVE_NUMBERS.contains(type)) {
      return Optional.of(!type.equals("java.lang.Number") || value instanceof Number);
    }
    boolean other = type.startsWith("java.lang.") && !type.equals("java.lang.CharSequence");
    return other || interpreter.source(type).isPresent() ? Optional.of(false) : Optional.empty();
  }

  private Optional<Boolean> isOf(String type, String name) {
    if (interpreter.source(type).isEmpty()) {
      return interpreter.api().isA(type, name);
    }
    List<String> above = interpreter.members().lineage().supertypes(type);
    if (above.contains(name) || name.equals("java.lang.Object")) {
      return Optional.of(true);
    }
    boolean all = above.stream().allMatch(it -> interpreter.source(it).isPresent());
    return all ? Optional.of(false) : Optional.empty();
  }

  private static String bare(Type type) {
    return type instanceof com.github.javaparser.ast.type.ClassOrInterfaceType it
        ? it.getNameWithScope()
        : type.asString();
  }
}
