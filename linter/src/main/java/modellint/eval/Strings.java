package modellint.eval;

import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;

/** The methods of String that names and switches are made with. */
final class Strings {

  private Strings() {}

  static Value call(String text, String method, List<Value> arguments) {
    if (arguments.isEmpty()) {
      return switch (method) {
        case "length" -> new Value.Whole(text.length());
        case "isEmpty" -> new Value.Truth(text.isEmpty());
        case "trim", "strip" -> new Value.Text(text.strip());
        case "toLowerCase" -> new Value.Text(text.toLowerCase(Locale.ROOT));
        case "toUpperCase" -> new Value.Text(text.toUpperCase(Locale.ROOT));
        case "toString", "intern" -> new Value.Text(text);
        case "toCharArray" ->
            Value.Elements.of(
                text.chars().<Value>mapToObj(it -> new Value.Letter((char) it)).toList());
        default -> unknown(method);
      };
    }
    if (arguments.get(0) instanceof Value.Text other) {
      return switch (method) {
        case "equals" -> new Value.Truth(text.equals(other.value()));
        case "equalsIgnoreCase" -> new Value.Truth(text.equalsIgnoreCase(other.value()));
        case "startsWith" -> new Value.Truth(text.startsWith(other.value()));
        case "endsWith" -> new Value.Truth(text.endsWith(other.value()));
        case "contains" -> new Value.Truth(text.contains(other.value()));
        case "concat" -> new Value.Text(text + other.value());
        default -> unknown(method);
      };
    }
    return unknown(method);
  }

  /** {@code String.format} with numbers and strings. */
  static Value format(List<Value> arguments) {
    if (arguments.isEmpty() || !(arguments.get(0) instanceof Value.Text pattern)) {
      return unknown("format");
    }
    Object[] values =
        arguments.stream()
            .skip(1)
            .map(
                it ->
                    it instanceof Value.Whole whole
                        ? whole.value()
                        : it instanceof Value.Real real
                            ? (Object) real.value()
                            : Operators.print(it).orElse("?"))
            .toArray();
    boolean all = arguments.stream().allMatch(it -> Operators.print(it).isPresent());
    try {
      return all
          ? new Value.Text(String.format(Locale.ROOT, pattern.value(), values))
          : unknown("format");
    } catch (IllegalFormatException e) {
      return unknown("format");
    }
  }

  private static Value unknown(String method) {
    return new Value.Unknown(method + "()", "String." + method + " is not known before run time");
  }
}
