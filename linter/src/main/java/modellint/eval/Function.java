package modellint.eval;

import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import modellint.graph.Place;

/** A lambda or method reference together with the variables it sees, or a combination of them. */
public sealed interface Function extends Value {

  Place.Line place();

  record Lambda(LambdaExpr code, Frame frame, Place.Line place) implements Function {}

  record Reference(MethodReferenceExpr code, Frame frame, Place.Line place) implements Function {}

  /** How a function that is made of two others uses them. */
  enum Step {
    NOT,
    AND,
    OR,
    THEN,
    BOTH
  }

  /** What {@code andThen}, {@code negate} and their like make. */
  record Combined(Step step, Function first, Value second, Place.Line place) implements Function {}
}
