package modellint.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The methods of String that names, sizes and switches are made with. */
final class Strings {

  private static final int LONGEST = 100_000;

  private Strings() {}

  /** Two texts in a row; texts beyond all sense are not kept. */
  static Value joined(String left, String right) {
    return left.length() + right.length() > LONGEST
        ? new Value.Unknown("text", "a text of more than " + LONGEST + " characters")
        : new Value.Text(left + right);
  }

  static Value call(String text, String method, List<Value> arguments) {
    try {
      Optional<Value> known =
          switch (arguments.size()) {
            case 0 -> plain(text, method);
            case 1 ->
                isNeutral(arguments.get(0))
                    ? plain(text, method)
                    : one(text, method, arguments.get(0));
            case 2 -> two(text, method, arguments.get(0), arguments.get(1));
            default -> Optional.empty();
          };
      if (method.equals("formatted")) {
        var all = new ArrayList<>(arguments);
        all.add(0, new Value.Text(text));
        return format(all);
      }
      return known.orElseGet(() -> unknown(method));
    } catch (IndexOutOfBoundsException e) {
      throw new Thrown("java.lang.StringIndexOutOfBoundsException");
    }
  }

  /** A locale that writes letters and numbers as none does. */
  private static boolean isNeutral(Value value) {
    return value instanceof Value.Constant it
        && it.type().equals("java.util.Locale")
        && List.of("ROOT", "US", "ENGLISH").contains(it.name());
  }

  private static Optional<Value> plain(String text, String method) {
    return switch (method) {
      case "length" -> Optional.of(new Value.Whole(text.length()));
      case "hashCode" -> Optional.of(new Value.Whole(text.hashCode()));
      case "isEmpty" -> Optional.of(new Value.Truth(text.isEmpty()));
      case "isBlank" -> Optional.of(new Value.Truth(text.isBlank()));
      case "trim" -> Optional.of(new Value.Text(text.trim()));
      case "strip" -> Optional.of(new Value.Text(text.strip()));
      case "toLowerCase" -> Optional.of(new Value.Text(text.toLowerCase(Locale.ROOT)));
      case "toUpperCase" -> Optional.of(new Value.Text(text.toUpperCase(Locale.ROOT)));
      case "toString", "intern" -> Optional.of(new Value.Text(text));
      case "toCharArray" ->
          Optional.of(
              Value.Elements.of(
                  text.chars().<Value>mapToObj(it -> new Value.Letter((char) it)).toList()));
      default -> Optional.empty();
    };
  }

  private static Optional<Value> one(String text, String method, Value argument) {
    Optional<String> other = argument.text();
    if (other.isPresent()) {
      return with(text, method, other.get());
    }
    if (method.equals("equals")) {
      return argument.isKnown() && !(argument instanceof Obj)
          ? Optional.of(new Value.Truth(false))
          : Optional.empty();
    }
    boolean letter = argument instanceof Value.Letter;
    Optional<Integer> number =
        argument.whole().filter(it -> it.intValue() == it).map(Long::intValue);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    int at = number.get();
    return switch (method) {
      case "charAt" -> Optional.of(new Value.Letter(text.charAt(at)));
      case "substring" -> Optional.of(new Value.Text(text.substring(at)));
      case "indexOf" -> Optional.of(new Value.Whole(text.indexOf(at)));
      case "lastIndexOf" -> Optional.of(new Value.Whole(text.lastIndexOf(at)));
      case "repeat" ->
          !letter && at >= 0 && (long) text.length() * at <= LONGEST
              ? Optional.of(new Value.Text(text.repeat(at)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Value> with(String text, String method, String other) {
    return switch (method) {
      case "equals" -> Optional.of(new Value.Truth(text.equals(other)));
      case "equalsIgnoreCase" -> Optional.of(new Value.Truth(text.equalsIgnoreCase(other)));
      case "startsWith" -> Optional.of(new Value.Truth(text.startsWith(other)));
      case "endsWith" -> Optional.of(new Value.Truth(text.endsWith(other)));
      case "contains" -> Optional.of(new Value.Truth(text.contains(other)));
      case "concat" -> Optional.of(joined(text, other));
      case "indexOf" -> Optional.of(new Value.Whole(text.indexOf(other)));
      case "lastIndexOf" -> Optional.of(new Value.Whole(text.lastIndexOf(other)));
      case "compareTo" -> Optional.of(new Value.Whole(text.compareTo(other)));
      case "split" ->
          // Any other pattern is a regular expression, which can take for ever.
          other.matches("[\\w\\s,;:/-]|\\\\s[+*]?|,\\s\\*|,\\\\s\\*|\\\\.")
              ? Optional.of(
                  Value.Elements.of(
                      Arrays.stream(text.split(other)).<Value>map(Value.Text::new).toList()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Value> two(String text, String method, Value first, Value second) {
    Optional<Long> from = first.whole();
    Optional<Long> to = second.whole();
    if (method.equals("substring") && from.isPresent() && to.isPresent()) {
      return Optional.of(
          new Value.Text(text.substring(from.get().intValue(), to.get().intValue())));
    }
    boolean letters = first instanceof Value.Letter && second instanceof Value.Letter;
    boolean texts = first instanceof Value.Text && second instanceof Value.Text;
    Optional<String> old = Operators.print(first);
    Optional<String> fresh = Operators.print(second);
    return method.equals("replace") && (letters || texts) && old.isPresent() && fresh.isPresent()
        ? Optional.of(joined(text.replace(old.get(), fresh.get()), ""))
        : Optional.empty();
  }

  /** {@code String.join}. */
  static Optional<Value> join(List<Value> arguments) {
    List<Value> parts =
        arguments.size() == 2 && arguments.get(1) instanceof Value.Elements it
            ? Lists.iterated(it).orElse(List.of(arguments.get(1)))
            : arguments.subList(1, arguments.size());
    return arguments.get(0).text().isPresent()
            && parts.stream().allMatch(Value.Text.class::isInstance)
        ? Optional.of(
            new Value.Text(
                String.join(
                    arguments.get(0).text().get(),
                    parts.stream().map(it -> it.text().orElseThrow()).toList())))
        : Optional.empty();
  }

  /** The static methods of Character. */
  static Optional<Value> letter(String method, char it) {
    return switch (method) {
      case "isDigit" -> Optional.of(new Value.Truth(Character.isDigit(it)));
      case "isLetter" -> Optional.of(new Value.Truth(Character.isLetter(it)));
      case "isUpperCase" -> Optional.of(new Value.Truth(Character.isUpperCase(it)));
      case "isLowerCase" -> Optional.of(new Value.Truth(Character.isLowerCase(it)));
      case "toUpperCase" -> Optional.of(new Value.Letter(Character.toUpperCase(it)));
      case "toLowerCase" -> Optional.of(new Value.Letter(Character.toLowerCase(it)));
      case "getNumericValue" -> Optional.of(new Value.Whole(Character.getNumericValue(it)));
      case "toString", "valueOf" -> Optional.of(new Value.Text(Character.toString(it)));
      default -> Optional.empty();
    };
  }

  /** {@code String.format} with numbers and strings. */
  static Value format(List<Value> arguments) {
    if (arguments.isEmpty() || !(arguments.get(0) instanceof Value.Text pattern)) {
      return unknown("format");
    }
    var values = new ArrayList<Object>();
    for (Value argument : arguments.subList(1, arguments.size())) {
      Optional<Object> value =
          Comparisons.plain(argument).or(() -> Operators.print(argument).map(it -> (Object) it));
      if (value.isEmpty() || argument instanceof Value.Nothing) {
        return unknown("format");
      }
      values.add(value.get());
    }
    // A width can ask for any number of characters.
    if (pattern.value().matches("(?s).*\\d{4}.*")) {
      return unknown("format");
    }
    try {
      return joined(String.format(Locale.ROOT, pattern.value(), values.toArray()), "");
    } catch (IllegalFormatException e) {
      return unknown("format");
    }
  }

  private static Value unknown(String method) {
    return new Value.Unknown(method + "()", "String." + method + " is not known before run time");
  }
}
