package modellint.fuzz;

import java.util.List;
import java.util.stream.Collectors;

/** The many ways to write a whole number. */
final class Wholes {

  private final Source source;
  private final Dice dice;

  Wholes(Source source, Dice dice) {
    this.source = source;
    this.dice = dice;
  }

  String write(int value, Body body) {
    if (dice.chance(0.6)) {
      return literal(value);
    }
    return dice.<String>from(
        () -> source.constant("int", computed(value)),
        () ->
            body.isStatic()
                ? literal(value)
                : source.field(dice.of("int", "Integer"), computed(value)),
        () -> local(value, body),
        () -> computed(value),
        () -> chosen(value),
        () -> kept(value),
        () -> grown(value, body),
        () -> returned(value));
  }

  private String literal(int value) {
    if (value < 10 || dice.chance(0.8)) {
      return Integer.toString(value);
    }
    return dice.of(
        "0x" + Integer.toHexString(value),
        "0b" + Integer.toBinaryString(value),
        "0" + Integer.toOctalString(value));
  }

  private String computed(int value) {
    int part = dice.between(1, 9);
    return dice.of(
        literal(value),
        "(" + (value - part) + " + " + part + ")",
        "(" + (value + part) + " - " + part + ")",
        "(" + value * part + " / " + part + ")",
        "(" + value + " << " + part + " >> " + part + ")",
        "(int) " + value + "." + part,
        "(" + value + " % " + (Math.abs(value) + part) + ")",
        "Math.max(" + value + ", " + (value - part) + ")",
        "Math.min(" + (value + part) + ", " + value + ")",
        "(int) Math.round(" + value + ".0)",
        "Integer.parseInt(\"" + value + "\")",
        "Integer.valueOf(" + value + ")");
  }

  private String local(int value, Body body) {
    String name = source.fresh("n");
    body.line(dice.of("int ", "final int ", "var ") + name + " = " + computed(value) + ";");
    return name;
  }

  /** By a condition that is known. */
  private String chosen(int value) {
    int other = value + dice.between(1, 9);
    return dice.of(
        "(" + other + " > " + value + " ? " + value + " : " + other + ")",
        "switch (" + value + ") { case " + value + " -> " + value + "; default -> " + other + "; }",
        "(\"narrow\".startsWith(\"w\") ? " + other + " : " + value + ")");
  }

  /** As an element of something. */
  private String kept(int value) {
    int at = dice.between(0, 2);
    List<Integer> all =
        List.of(
            at == 0 ? value : value + 3, at == 1 ? value : value + 5, at == 2 ? value : value + 7);
    String numbers = all.stream().map(it -> "" + it).collect(Collectors.joining(", "));
    return switch (dice.between(0, 5)) {
      case 0 -> source.constant("int[]", "{" + numbers + "}") + "[" + at + "]";
      case 1 -> "new int[] {" + numbers + "}[" + at + "]";
      case 2 -> {
        source.importing("java.util.List");
        yield "List.of(" + numbers + ").get(" + at + ")";
      }
      case 3 -> {
        source.importing("java.util.Map");
        yield "Map.of(\"width\", " + value + ").get(\"width\")";
      }
      case 4 -> {
        String type = source.fresh("Width");
        source.member(
            "enum "
                + type
                + " {\n  LOW("
                + all.get(0)
                + "), MIDDLE("
                + all.get(1)
                + "), HIGH("
                + all.get(2)
                + ");\n  final int units;\n  "
                + type
                + "(int units) {\n    this.units = units;\n  }\n}");
        yield type + "." + List.of("LOW", "MIDDLE", "HIGH").get(at) + ".units";
      }
      default -> {
        String type = source.fresh("Sizes");
        source.member("record " + type + "(int a, int b, int c) {}");
        yield "new " + type + "(" + numbers + ")." + List.of("a", "b", "c").get(at) + "()";
      }
    };
  }

  /** By statements that change a variable. */
  private String grown(int value, Body body) {
    String name = source.fresh("n");
    int by = dice.between(1, 4);
    switch (dice.between(0, 3)) {
      case 0 -> {
        body.line("int " + name + " = " + (value - by) + ";");
        body.line(name + " += " + by + ";");
      }
      case 1 -> {
        body.line("int " + name + " = 0;");
        body.open("while (" + name + " < " + value + ") ");
        body.line(name + "++;");
        body.close("");
      }
      case 2 -> {
        body.line("int " + name + " = " + (value - by) + ";");
        body.open("for (int i = 0; i < " + by + "; i++) ");
        body.line(name + "++;");
        body.close("");
        return value < 0 ? "" + value : name;
      }
      default -> {
        body.line("int " + name + ";");
        body.open("if (" + by + " > 0) ");
        body.line(name + " = " + value + ";");
        body.close(" else {");
        body.line("  " + name + " = " + by + ";");
        body.line("}");
      }
    }
    return value < 0 ? "" + value : name;
  }

  private String returned(int value) {
    String name = source.fresh("size");
    int by = dice.between(1, 4);
    source.member(
        dice.of(
            "static int " + name + "(int base) {\n  return base + " + (value - by) + ";\n}",
            "static int "
                + name
                + "(int base) {\n  if (base == "
                + by
                + ") {\n    return "
                + value
                + ";\n  }\n  return 0;\n}",
            "static int "
                + name
                + "(int left) {\n  return left == 0 ? "
                + (value - by)
                + " : 1 + "
                + name
                + "(left - 1);\n}"));
    return name + "(" + by + ")";
  }
}
