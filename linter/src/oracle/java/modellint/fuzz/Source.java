package modellint.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One file under construction: a class with the method that defines the network, and its parts. */
final class Source {

  private static final Pattern NAME = Pattern.compile("(?<![.\\w\"])[A-Z]\\w*");

  private final String name;
  private final Dice dice;
  private final Names library;
  private final List<String> members = new ArrayList<>();
  private final List<String> inherited = new ArrayList<>();
  private final List<String> constants = new ArrayList<>();
  private final TreeSet<String> imports = new TreeSet<>();
  private int next;

  Source(String name, Dice dice, Names library) {
    this.name = name;
    this.dice = dice;
    this.library = library;
  }

  /** A name that nothing else has. */
  String fresh(String stem) {
    return stem + next++;
  }

  void importing(String what) {
    imports.add(what);
  }

  void member(String text) {
    members.add(text);
  }

  /** A constant of this class, of its base class or of an interface, or a field of an object. */
  String constant(String type, String value) {
    String constant = fresh("SIZE_");
    switch (dice.between(0, 3)) {
      case 0 -> inherited.add("static final " + type + " " + constant + " = " + value + ";");
      case 1 -> {
        constants.add(type + " " + constant + " = " + value + ";");
        return "Constants." + constant;
      }
      default -> members.add("private static final " + type + " " + constant + " = " + value + ";");
    }
    return constant;
  }

  /** A field that any method of an object may read; its value never changes. */
  String field(String type, String value) {
    String field = fresh("field");
    String declared = type + " " + field;
    switch (dice.between(0, 3)) {
      case 0 -> inherited.add("protected " + declared + " = " + value + ";");
      case 1 -> {
        members.add("private final " + declared + ";");
        members.add("{ this." + field + " = " + value + "; }");
      }
      default -> members.add("private " + declared + " = " + value + ";");
    }
    return dice.chance(0.3) ? "this." + field : field;
  }

  String text() {
    var body = new StringBuilder();
    body.append("public class ").append(name);
    body.append(inherited.isEmpty() ? "" : " extends Base" + name).append(" {\n");
    members.forEach(it -> body.append(it.indent(2)));
    if (!constants.isEmpty()) {
      body.append("  interface Constants {\n");
      constants.forEach(it -> body.append(it.indent(4)));
      body.append("  }\n");
    }
    body.append("}\n");
    if (!inherited.isEmpty()) {
      body.append("abstract class Base").append(name).append(" {\n");
      inherited.forEach(it -> body.append(it.indent(2)));
      body.append("}\n");
    }
    return header(body.toString()) + body;
  }

  private String header(String body) {
    if (dice.chance(0.5)) {
      imports.addAll(library.all());
    } else {
      NAME.matcher(body)
          .results()
          .forEach(it -> library.qualified(it.group()).ifPresent(imports::add));
    }
    var header = new StringBuilder();
    imports.forEach(it -> header.append("import ").append(it).append(";\n"));
    return header.append('\n').toString();
  }
}
