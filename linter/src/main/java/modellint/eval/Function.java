package modellint.eval;

import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import modellint.graph.Place;

/** A lambda or method reference together with the variables it sees. */
public sealed interface Function extends Value {

  Place.Line place();

  record Lambda(LambdaExpr code, Frame frame, Place.Line place) implements Function {}

  record Reference(MethodReferenceExpr code, Frame frame, Place.Line place) implements Function {}
}
