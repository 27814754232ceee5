package modellint.eval;

import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses among overloads by what the arguments are, and binds parameters to arguments. */
final class Overloads {

  private Overloads() {}

  /** The overload whose parameter types fit best; the first of equals. */
  static <T extends CallableDeclaration<T>> Optional<T> best(
      List<T> candidates, List<Value> arguments) {
    T best = null;
    int most = Integer.MIN_VALUE;
    for (T candidate : candidates) {
      int fit = fit(candidate.getParameters(), arguments);
      if (fit > most) {
        best = candidate;
        most = fit;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int fit(List<Parameter> parameters, List<Value> arguments) {
    int fit = parameters.size() == arguments.size() ? 0 : -1;
    for (int i = 0; i < arguments.size(); i++) {
      Parameter parameter = parameters.get(Math.min(i, parameters.size() - 1));
      fit += fit(parameter.getType().asString(), parameter.isVarArgs(), arguments.get(i));
    }
    return fit;
  }

  private static int fit(String type, boolean variable, Value value) {
    int generic = type.indexOf('<');
    String simple =
        generic < 0 ? type : type.substring(0, generic) + type.substring(type.lastIndexOf('>') + 1);
    simple = simple.substring(simple.lastIndexOf('.') + 1);
    if (value instanceof Value.Elements) {
      return simple.endsWith("[]") || variable || isCollection(simple) ? 3 : -5;
    }
    if (value instanceof Value.Whole) {
      return switch (simple) {
        case "int", "Integer" -> 3;
        case "long", "Long", "short", "byte" -> 2;
        case "double", "float", "Double", "Float" -> 1;
        default -> -5;
      };
    }
    if (value instanceof Value.Real) {
      return simple.equals("double") || simple.equals("Double")
          ? 3
          : simple.equalsIgnoreCase("float") ? 2 : -5;
    }
    if (value instanceof Value.Text) {
      return simple.equals("String") ? 3 : -5;
    }
    if (value instanceof Value.Truth) {
      return simple.equalsIgnoreCase("boolean") ? 3 : -5;
    }
    if (value instanceof Value.Constant it) {
      return ("." + it.type()).endsWith("." + simple) ? 3 : 0;
    }
    if (value instanceof Obj it) {
      return !it.type().isEmpty() && ("." + it.type()).endsWith("." + simple) ? 3 : 0;
    }
    return 0;
  }

  private static boolean isCollection(String type) {
    return type.endsWith("List")
        || type.equals("Collection")
        || type.endsWith("Set")
        || type.equals("Iterable");
  }

  static void bind(List<Parameter> parameters, List<Value> arguments, Frame frame, String what) {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      String name = parameter.getNameAsString();
      if (parameter.isVarArgs()) {
        boolean array =
            arguments.size() == i + 1
                && (arguments.get(i) instanceof Value.Elements || !arguments.get(i).isKnown());
        frame.declare(
            name,
            array
                ? arguments.get(i)
                : new Value.Elements(
                    new ArrayList<>(
                        arguments.subList(Math.min(i, arguments.size()), arguments.size()))));
      } else if (i < arguments.size()) {
        frame.declare(name, Operators.convert(arguments.get(i), parameter.getType().asString()));
      } else {
        frame.declare(name, new Value.Unknown(name, "parameter " + name + " of " + what));
      }
    }
  }
}
