package modellint.fuzz;

import java.util.Locale;
import java.util.stream.Collectors;

/** How values that are no objects of the library are written. */
final class Leaves {

  private final Source source;
  private final Dice dice;
  private final Wholes wholes;

  Leaves(Source source, Dice dice) {
    this.source = source;
    this.dice = dice;
    this.wholes = new Wholes(source, dice);
  }

  static boolean isLeaf(Piece it) {
    return !(it instanceof Piece.Made || it instanceof Piece.Static || it instanceof Piece.Chain);
  }

  String write(Piece it, Body body) {
    if (it instanceof Piece.Whole whole) {
      return whole(whole.value(), body);
    }
    if (it instanceof Piece.Real real) {
      return real(real.value(), body);
    }
    if (it instanceof Piece.Flag flag) {
      return flag(flag.value());
    }
    if (it instanceof Piece.Text text) {
      return text(text.value(), body);
    }
    if (it instanceof Piece.Word word) {
      return word(word, body);
    }
    return wholes((Piece.Wholes) it, body);
  }

  private String whole(int value, Body body) {
    return wholes.write(value, body);
  }

  private String real(double value, Body body) {
    String text = number(value);
    return dice.chance(0.7) ? text : named("double", text, body);
  }

  private String number(double value) {
    String plain = Double.toString(value);
    return dice.of(
        plain,
        plain,
        plain,
        plain + "d",
        String.format(Locale.ROOT, "%.3e", value),
        value * 1000 + " / 1000",
        "Double.parseDouble(\"" + value + "\")",
        "Math.abs(" + value + ")",
        "(" + value + " + 0.25 - 0.25)");
  }

  private String flag(boolean value) {
    return dice.chance(0.8)
        ? "" + value
        : dice.of("!" + !value, value ? "3 > 2" : "3 < 2", "Boolean." + (value ? "TRUE" : "FALSE"));
  }

  private String text(String value, Body body) {
    if (dice.chance(0.7)) {
      return quoted(value);
    }
    int half = value.length() / 2;
    return dice.of(
        quoted(value.substring(0, half)) + " + " + quoted(value.substring(half)),
        "String.valueOf(" + quoted(value) + ")",
        quoted(" " + value) + ".trim()",
        "String.format(\"%s\", " + quoted(value) + ")",
        named("String", quoted(value), body));
  }

  private static String quoted(String value) {
    return '"' + value + '"';
  }

  /** A constant of one of the library's enums. */
  private String word(Piece.Word it, Body body) {
    String plain = it.type() + "." + it.name();
    if (dice.chance(0.8)) {
      return plain;
    }
    return dice.of(
        it.type() + ".valueOf(\"" + it.name() + "\")",
        named(it.type(), plain, body),
        "(2 > 1 ? " + plain + " : null)");
  }

  /** Whole numbers as an array, or as many arguments. */
  private String wholes(Piece.Wholes it, Body body) {
    String all =
        it.values().stream().map(each -> whole(each, body)).collect(Collectors.joining(", "));
    return switch (dice.between(0, it.open() ? 4 : 2)) {
      case 0 -> "new int[] {" + all + "}";
      case 1 -> {
        String plain =
            it.values().stream().map(each -> "" + each).collect(Collectors.joining(", "));
        yield source.constant("int[]", "{" + plain + "}");
      }
      case 2 -> {
        String name = source.fresh("sides");
        body.line("int[] " + name + " = {" + all + "};");
        yield name;
      }
      default -> all;
    };
  }

  /** The value under a name of its own. */
  private String named(String type, String value, Body body) {
    return dice.<String>from(
        () -> source.constant(type, value),
        () -> body.isStatic() ? value : source.field(type, value),
        () -> {
          String name = source.fresh("value");
          body.line(dice.of(type, "var", "final " + type) + " " + name + " = " + value + ";");
          return name;
        });
  }
}
