package modellint.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the author of a source likes to write what it says. */
final class Style {

  private final Source source;
  private final Dice dice;
  private final Leaves leaves;
  private final Repeats repeats;

  Style(Source source, Dice dice) {
    this.source = source;
    this.dice = dice;
    this.leaves = new Leaves(source, dice);
    this.repeats = new Repeats(source, dice, this);
  }

  /** The expression for {@code it}; what has to stand before it goes to {@code body}. */
  String write(Piece it, Body body) {
    if (it instanceof Piece.Code code) {
      return code.text();
    }
    if (it instanceof Piece.Step step) {
      return call(step, body);
    }
    return Leaves.isLeaf(it) ? leaves.write(it, body) : object(it, body);
  }

  private String call(Piece.Step step, Body body) {
    return step.method() + "(" + arguments(step.arguments(), body) + ")";
  }

  private String arguments(List<Piece> all, Body body) {
    return all.stream().map(it -> write(it, body)).collect(Collectors.joining(", "));
  }

  /** Where it stands, under a name of its own, or by a method that makes it. */
  private String object(Piece it, Body body) {
    if (dice.chance(0.7)) {
      return plain(it, body);
    }
    return dice.<String>from(
        () -> local(it, body), () -> method(it, body), () -> supplied(it, body));
  }

  private String plain(Piece it, Body body) {
    if (it instanceof Piece.Made made) {
      return "new " + made.type() + "(" + arguments(made.arguments(), body) + ")";
    }
    if (it instanceof Piece.Static made) {
      return made.owner() + "." + made.method() + "(" + arguments(made.arguments(), body) + ")";
    }
    if (it instanceof Piece.Chain chain) {
      return dice.chance(0.7) ? fluent(chain, body) : split(chain, body);
    }
    return write(it, body);
  }

  private String fluent(Piece.Chain chain, Body body) {
    var text = new StringBuilder(plain(chain.start(), body));
    for (Piece.Step step : chain.steps()) {
      text.append("\n        .").append(call(step, body));
    }
    return text.append(chain.end().isEmpty() ? "" : "." + chain.end() + "()").toString();
  }

  /** The builder in a variable, and a statement for each call. */
  private String split(Piece.Chain chain, Body body) {
    String builder = source.fresh("builder");
    body.line("var " + builder + " = " + plain(chain.start(), body) + ";");
    repeats.write(builder, chain.steps(), body);
    return builder + (chain.end().isEmpty() ? "" : "." + chain.end() + "()");
  }

  private String local(Piece it, Body body) {
    String name = source.fresh("it");
    body.line(dice.of("var", it.type()) + " " + name + " = " + plain(it, body) + ";");
    return name;
  }

  private String supplied(Piece it, Body body) {
    if (mentions(it)) {
      return plain(it, body);
    }
    source.importing("java.util.function.Supplier");
    String name = source.fresh("maker");
    var inner = new Body(body.isStatic());
    String made = plain(it, inner);
    body.line("Supplier<" + it.type() + "> " + name + " = () -> {");
    body.line(inner.text().strip());
    body.line("return " + made + ";");
    body.line("};");
    return name + ".get()";
  }

  private static boolean mentions(Piece it) {
    return it instanceof Piece.Code || it.children().stream().anyMatch(Style::mentions);
  }

  /** By a method that takes some of the numbers, and all that stands for a name, as arguments. */
  String method(Piece it, Body body) {
    var parameters = new ArrayList<String>();
    var given = new ArrayList<Piece>();
    Piece made = parametrised(it, parameters, given);
    String name = source.fresh("make");
    boolean isStatic = body.isStatic() || dice.chance(0.5);
    var inner = new Body(isStatic);
    String result = plain(made, inner);
    source.member(
        (isStatic ? "private static " : "private ")
            + it.type()
            + " "
            + name
            + "("
            + String.join(", ", parameters)
            + ") {\n"
            + inner.text()
            + "  return "
            + result
            + ";\n}");
    return name + "(" + arguments(given, body) + ")";
  }

  private Piece parametrised(Piece it, List<String> parameters, List<Piece> given) {
    boolean number = it instanceof Piece.Whole || it instanceof Piece.Real;
    if (it instanceof Piece.Code || (number && dice.chance(0.4))) {
      String name = source.fresh("p");
      parameters.add(it.type() + " " + name);
      given.add(it);
      return new Piece.Code(it.type(), name);
    }
    return it.children().isEmpty()
        ? it
        : it.with(
            it.children().stream().map(child -> parametrised(child, parameters, given)).toList());
  }

  /** The builder of {@code chain} under a name, with all its calls made. */
  String whole(Piece.Chain chain, Body body) {
    return dice.chance(0.5) ? plain(chain, body) : split(chain, body);
  }
}
