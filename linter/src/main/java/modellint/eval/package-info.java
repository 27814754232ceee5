/**
 * A small abstract interpreter for Java source. A front end hands the {@link
 * modellint.eval.Evaluator} a parsed {@link modellint.eval.SourceFile}, the {@link
 * modellint.eval.Sources} around it and an {@link modellint.eval.Api} that says which classes its
 * library has; back come {@link modellint.eval.Obj}s: every object of a library's class with its
 * {@link modellint.eval.Origin} and the {@link modellint.eval.Call}s it received, in order, each
 * with its line. Classes whose source is at hand are executed, not recorded. What the source does
 * not determine is a {@link modellint.eval.Value.Unknown} with a name and a reason; it never
 * becomes zero. Depends on JavaParser's syntax trees and on {@code modellint.graph.Place} alone.
 */
package modellint.eval;
