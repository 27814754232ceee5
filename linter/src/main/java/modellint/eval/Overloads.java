package modellint.eval;

import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chooses among overloads by what the arguments are, and binds parameters to arguments. */
final class Overloads {

  /** The primitive types of numbers, each before those that it is widened to. */
  private static final List<String> WIDENING =
      List.of("char", "byte", "short", "int", "long", "float", "double");

  private static final int UNFIT = -50;

  /** Whatever fits without a list of arguments comes first. */
  private static final int SPREAD = -1_000;

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
    int fit = parameters.size() == arguments.size() ? 0 : SPREAD;
    for (int i = 0; i < arguments.size(); i++) {
      Parameter parameter = parameters.get(Math.min(i, parameters.size() - 1));
      Value value = arguments.get(i);
      boolean spread = parameter.isVarArgs() && !(value instanceof Value.Elements);
      fit += fit(simple(parameter.getType().asString()), parameter.isVarArgs(), value);
      fit += spread && parameters.size() == arguments.size() ? SPREAD : 0;
    }
    return fit;
  }

  private static String simple(String type) {
    String bare = type.indexOf('<') < 0 ? type : type.replaceAll("<.*>", "");
    return bare.substring(bare.lastIndexOf('.') + 1);
  }

  private static int fit(String type, boolean variable, Value value) {
    if (value instanceof Value.Elements it) {
      boolean array = type.endsWith("[]") || variable;
      boolean listed = it.values() instanceof Lists.Listed;
      return array ? listed ? 1 : 3 : isCollection(type) ? listed ? 3 : 1 : other(type);
    }
    if (Arithmetic.isNumber(value)) {
      int at = WIDENING.indexOf(type);
      int from = WIDENING.indexOf(own(value));
      boolean letter = value instanceof Value.Letter;
      if (at >= 0) {
        return at == from || (at > from && !(letter && at < 3)) ? 20 - at + from : UNFIT;
      }
      return type.equals(boxed(own(value)))
          ? 4
          : type.equals("Number") && !letter ? 3 : other(type);
    }
    if (value instanceof Value.Text) {
      return type.equals("String") ? 5 : type.equals("CharSequence") ? 4 : other(type);
    }
    if (value instanceof Value.Truth) {
      return type.equals("boolean") ? 5 : type.equals("Boolean") ? 4 : other(type);
    }
    if (value instanceof Value.Constant it) {
      return ("." + it.type()).endsWith("." + type) ? 3 : 0;
    }
    if (value instanceof Obj it) {
      return !it.type().isEmpty() && ("." + it.type()).endsWith("." + type) ? 3 : 0;
    }
    return 0;
  }

  /** Types that take anything: {@code Object}, and {@code T} by convention. */
  private static int other(String type) {
    return type.equals("Object") || type.length() == 1 ? 1 : UNFIT;
  }

  private static String own(Value value) {
    if (value instanceof Value.Whole it) {
      return it.width().name().toLowerCase(Locale.ROOT);
    }
    return value instanceof Value.Letter
        ? "char"
        : value instanceof Value.Real it && it.single() ? "float" : "double";
  }

  private static String boxed(String type) {
    return switch (type) {
      case "int" -> "Integer";
      case "char" -> "Character";
      default -> Character.toUpperCase(type.charAt(0)) + type.substring(1);
    };
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
        frame.declare(name, Arithmetic.convert(arguments.get(i), parameter.getType().asString()));
      } else {
        frame.declare(name, new Value.Unknown(name, "parameter " + name + " of " + what));
      }
    }
  }
}
