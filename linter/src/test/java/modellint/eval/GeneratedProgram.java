package modellint.eval;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A random program of the statements that definitions are made of, written from one seed. It ends,
 * throws nothing that it does not catch, and hangs on the number of its arguments here and there:
 * {@code n} is what only a run knows.
 */
final class GeneratedProgram {

  private final Random random;
  private final StringBuilder code = new StringBuilder();
  private final Deque<List<String>> numbers = new ArrayDeque<>();
  private int names;
  private int depth;
  private int loops;

  private GeneratedProgram(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** The source of the class {@code name}, whose method has {@code statements} at its top. */
  static String of(String name, long seed, int statements) {
    var program = new GeneratedProgram(seed);
    program.main(statements);
    return "import java.util.*;\nimport java.util.function.*;\nimport java.util.stream.*;\n"
        + "import lib.Net;\n\nclass "
        + name
        + " {\n"
        + members()
        + program.code
        + "}\n";
  }

  /** The classes and methods that each program has. */
  private static String members() {
    try (InputStream in = GeneratedProgram.class.getResourceAsStream("programs/members.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void main(int statements) {
    line("public static void main(String[] args) {");
    numbers.push(new ArrayList<>());
    line("int n = args.length;");
    for (String it : List.of("a", "b", "c")) {
      line("int " + it + " = " + small() + ";");
      numbers.element().add(it);
    }
    line("final List<Integer> list = new ArrayList<>(List.of(4, 2, 7));");
    line("final Map<String, Integer> map = new HashMap<>();");
    line("map.put(\"x\", 1);");
    line("final Deque<Integer> deque = new ArrayDeque<>(List.of(8, 9));");
    line("final int[] cells = {5, 6, 7, 8};");
    line("Box box = new Box(2);");
    line("Box other = new Box(3);");
    line("String text = \"t\";");
    line("Kind kind = Kind.THIN;");
    line("Shape shape = new Pair(1, 2);");
    for (int i = 0; i < statements; i++) {
      statement();
    }
    for (String it :
        List.of(
            "a",
            "b",
            "c",
            "list.size()",
            "list.get(0)",
            "map.get(\"x\")",
            "map.size()",
            "deque.size()",
            "cells[1]",
            "box.held",
            "other.held",
            "text",
            "shared",
            "kind.wide",
            "shape.size()",
            "CELLS[0]")) {
      line("NET.take(" + it + ");");
    }
    numbers.pop();
    line("}");
  }

  private void line(String text) {
    depth -= text.startsWith("}") ? 1 : 0;
    code.append("  ".repeat(depth + 1)).append(text).append('\n');
    depth += text.endsWith("{") ? 1 : 0;
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private String of(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private int small() {
    return random.nextInt(9) - 1;
  }

  private String variable() {
    var all = new ArrayList<String>();
    numbers.forEach(all::addAll);
    return all.get(random.nextInt(all.size()));
  }

  /** One of the three variables that are never a loop's own. */
  private String target() {
    return of("a", "b", "c");
  }

  private String number(int level) {
    if (level == 0) {
      return chance(0.06) ? "n" : chance(0.6) ? variable() : "" + small();
    }
    String one = number(level - 1);
    String two = number(level - 1);
    return switch (random.nextInt(19)) {
      case 0 -> "(" + one + " + " + two + ")";
      case 1 -> "(" + one + " - " + two + ")";
      case 2 -> "(" + one + " * " + small() + ")";
      case 3 -> "(" + one + " / ((" + two + " & 7) + 1))";
      case 4 -> "(" + one + " % ((" + two + " & 7) + 1))";
      case 5 -> "(" + condition(level - 1) + " ? " + one + " : " + two + ")";
      case 6 -> "Math.max(" + one + ", " + two + ")";
      case 7 -> "choose(" + one + ", " + two + ")";
      case 8 -> "list.get((" + one + " & 255) % list.size())";
      case 9 -> "map.getOrDefault(" + key() + ", " + two + ")";
      case 10 -> "cells[" + one + " & 3]";
      case 11 -> of("box", "other") + ".add(" + one + ")";
      case 12 -> target() + of("++", "--");
      case 13 -> "(" + target() + of(" = ", " += ", " -= ", " *= ") + one + ")";
      case 14 -> "early(list, " + one + ")";
      case 15 -> "kind.wide";
      case 16 -> "shape.size()";
      case 17 -> "(int) Math.round(" + one + " / 2.0)";
      default -> "(shape instanceof Pair p" + ++names + " ? p" + names + ".left() : " + one + ")";
    };
  }

  private String key() {
    return of("\"x\"", "\"y\"", "text");
  }

  private String condition(int level) {
    String one = number(Math.max(0, level - 1));
    return switch (random.nextInt(8)) {
      case 0 -> "n > " + (random.nextInt(4) - 1);
      case 1 -> one + " > " + number(0);
      case 2 -> one + " == " + number(0);
      case 3 -> "list.contains(" + one + ")";
      case 4 -> "map.containsKey(" + key() + ")";
      case 5 -> level == 0 ? "a < b" : "(" + condition(0) + " && " + condition(0) + ")";
      case 6 -> level == 0 ? "deque.isEmpty()" : "(" + condition(0) + " || " + condition(0) + ")";
      default -> level == 0 ? "box == other" : "!(" + condition(0) + ")";
    };
  }

  private void block(String head, int statements) {
    line(head + " {");
    numbers.push(new ArrayList<>());
    for (int i = 0; i < statements; i++) {
      statement();
    }
    numbers.pop();
  }

  private void end() {
    line("}");
  }

  private void statement() {
    boolean deep = depth > 4;
    switch (random.nextInt(deep ? 14 : 24)) {
      case 0 -> line("NET.take(" + number(2) + ");");
      case 1 -> line(target() + " = " + number(2) + ";");
      case 2 -> line(target() + of(" += ", " -= ", " *= ") + number(1) + ";");
      case 3 -> line("list.add(" + number(1) + ");");
      case 4 -> line("map.put(" + key() + ", " + number(1) + ");");
      case 5 -> line("cells[" + number(0) + " & 3]" + of(" = ", " += ") + number(1) + ";");
      case 6 -> line(collections());
      case 7 -> line(objects());
      case 8 -> line("text" + of(" += ", " = \"s\" + ") + number(0) + ";");
      case 9 -> line("shared = " + number(1) + ";");
      case 10 -> line("grow(list, " + number(1) + ");");
      case 11 -> line("CELLS[" + number(0) + " & 1] = " + number(1) + ";");
      case 12 -> functions();
      case 13 -> declaration();
      case 14, 15, 16 -> branch();
      case 17, 18, 19 -> loop();
      case 20 -> choice();
      case 21, 22 -> attempt();
      default -> {
        block("", 2);
        end();
      }
    }
  }

  private void declaration() {
    String name = "v" + ++names;
    line("int " + name + " = " + number(2) + ";");
    numbers.element().add(name);
  }

  private String collections() {
    return switch (random.nextInt(10)) {
      case 0 -> "deque.push(" + number(0) + ");";
      case 1 -> "if (deque.size() > 1) " + target() + " = deque." + of("poll", "pollLast") + "();";
      case 2 -> "Collections." + of("sort", "reverse") + "(list);";
      case 3 -> "map.merge(" + key() + ", 1, Integer::sum);";
      case 4 -> "if (list.size() > 2) list.remove(list.size() - 1);";
      case 5 -> "list.removeIf(it -> it > 6 && it < 9);\nif (list.isEmpty()) list.add(1);";
      case 6 -> "map.computeIfAbsent(" + key() + ", it -> it.length());";
      case 7 -> "list.set(0, " + number(1) + ");";
      case 8 -> "map.remove(" + key() + ");";
      default -> target() + " = list.stream().mapToInt(it -> it + 1).sum();";
    };
  }

  private String objects() {
    return switch (random.nextInt(8)) {
      case 0 -> "box.held = " + number(1) + ";";
      case 1 -> "other = box;";
      case 2 -> "box = new Box(" + number(0) + ");";
      case 3 -> "box.link(other).add(" + number(0) + ");";
      case 4 -> "kind = " + of("kind.other()", "Kind.THICK", "Kind.values()[n & 1]") + ";";
      case 5 -> "shape = new Pair(" + number(0) + ", " + number(0) + ");";
      case 6 -> "if (box.next != null) box.next.held++;";
      default -> "{ Box swap = box; box = other; other = swap; }";
    };
  }

  private void functions() {
    String name = "f" + ++names;
    String body =
        of("cells[0] + it", "list.size() * it", "it * it - 1", "cells[1]++ + it", "shared += it");
    line("IntUnaryOperator " + name + " = it -> " + body + ";");
    if (chance(0.3)) {
      line("if (" + condition(1) + ") cells[0]++;");
    }
    line(target() + " = " + name + ".applyAsInt(" + number(0) + ");");
    if (chance(0.3)) {
      line("List.of(1, 2).forEach(it -> list.add(it * 2));");
    }
  }

  private void branch() {
    block("if (" + condition(2) + ")", 2);
    jump();
    if (chance(0.5)) {
      block("} else", 2);
    }
    end();
  }

  /** Inside a loop, sometimes leaves it. */
  private void jump() {
    if (loops > 0 && chance(0.3)) {
      line(of("break;", "continue;"));
    }
  }

  private void loop() {
    loops++;
    String name = "i" + ++names;
    switch (random.nextInt(4)) {
      case 0 -> {
        line(
            "for (int "
                + name
                + " = 0; "
                + name
                + " < "
                + of("3", "2", "n", "4")
                + "; "
                + name
                + "++) {");
        numbers.push(new ArrayList<>(List.of(name)));
        body();
      }
      case 1 -> {
        line(
            "for (int "
                + name
                + " : "
                + of("List.copyOf(list)", "cells", "new int[] {2, 5}")
                + ") {");
        numbers.push(new ArrayList<>(List.of(name)));
        body();
      }
      case 2 -> {
        line("int " + name + " = 0;");
        line("while (" + name + "++ < " + of("3", "n") + ") {");
        numbers.push(new ArrayList<>());
        body();
      }
      default -> {
        line("int " + name + " = 3;");
        line("do {");
        numbers.push(new ArrayList<>());
        body();
        code.setLength(code.length() - 1);
        code.append(" while (--").append(name).append(" > 0);\n");
      }
    }
    loops--;
  }

  private void body() {
    statement();
    statement();
    numbers.pop();
    end();
  }

  private void choice() {
    if (chance(0.5)) {
      line(target() + " = switch (" + number(1) + " & 3) {");
      line("case 0 -> " + number(1) + ";");
      line("case 1, 2 -> " + number(0) + ";");
      line("default -> " + number(1) + ";");
      line("};");
      return;
    }
    int before = loops;
    loops = 0;
    line("switch (" + of("kind", "kind.other()") + ") {");
    line("case THIN:");
    numbers.push(new ArrayList<>());
    statement();
    numbers.pop();
    line(of("", "break;"));
    line("default:");
    numbers.push(new ArrayList<>());
    line(target() + " = " + number(1) + ";");
    numbers.pop();
    end();
    loops = before;
  }

  private void attempt() {
    block("try", 1);
    line(target() + " = risky(" + small() + ");");
    line(target() + "++;");
    block("} catch (IllegalStateException e" + ++names + ")", 1);
    if (chance(0.5)) {
      line("} finally {");
      line("shared++;");
    }
    end();
  }
}
