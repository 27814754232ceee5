package modellint.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Calls on one builder, one after the other; those that are alike as a loop. */
final class Repeats {

  private final Source source;
  private final Dice dice;
  private final Style style;

  Repeats(Source source, Dice dice, Style style) {
    this.source = source;
    this.dice = dice;
    this.style = style;
  }

  void write(String builder, List<Piece.Step> steps, Body body) {
    int at = 0;
    while (at < steps.size()) {
      int end = at + 1;
      while (end < steps.size() && Template.of(steps.subList(at, end + 1)).isPresent()) {
        end++;
      }
      List<Piece.Step> alike = steps.subList(at, end);
      Optional<Template> template = Template.of(alike);
      if (alike.size() > 1 && template.isPresent() && dice.chance(0.7)) {
        loop(builder, template.get(), alike.size(), body);
      } else {
        alike.forEach(it -> body.line(builder + "." + style.write(it, body) + ";"));
      }
      at = end;
    }
  }

  private void loop(String builder, Template template, int times, Body body) {
    List<List<Piece>> columns = template.columns();
    if (columns.size() == 1 && columns.get(0).get(0) instanceof Piece.Whole) {
      each(builder, template, columns.get(0), body);
      return;
    }
    String index = source.fresh("i");
    List<String> codes = new ArrayList<>();
    columns.forEach(it -> codes.add(element(it, index, body)));
    boolean counts = dice.chance(0.7);
    if (counts) {
      body.open("for (int " + index + " = 0; " + index + " < " + times + "; " + index + "++) ");
    } else {
      body.line("int " + index + " = 0;");
      body.open(dice.of("while (" + index + " < " + times + ") ", "do "));
    }
    boolean asks = !counts && body.text().endsWith("do {\n");
    body.line(builder + "." + style.write(template.filled(codes), body) + ";");
    if (!counts) {
      body.line(index + "++;");
    }
    body.close(asks ? " while (" + index + " < " + times + ");" : "");
  }

  /** A loop over the one number that differs. */
  private void each(String builder, Template template, List<Piece> column, Body body) {
    String size = source.fresh("size");
    String numbers =
        column.stream()
            .map(it -> ((Piece.Whole) it).value() + "")
            .collect(Collectors.joining(", "));
    String all =
        dice.of("new int[] {" + numbers + "}", source.constant("int[]", "{" + numbers + "}"));
    if (dice.chance(0.3)) {
      source.importing("java.util.List");
      all = "List.of(" + numbers + ")";
    }
    body.open("for (int " + size + " : " + all + ") ");
    body.line(builder + "." + style.write(template.filled(List.of(size)), body) + ";");
    body.close("");
  }

  /** What stands for a column's element within the loop. */
  private String element(List<Piece> column, String index, Body body) {
    Optional<String> counted = counted(column, index);
    if (counted.isPresent() && dice.chance(0.8)) {
      return counted.get();
    }
    String name = source.fresh("each");
    String type = column.get(0).type();
    String all = column.stream().map(it -> style.write(it, body)).collect(Collectors.joining(", "));
    body.line(type + "[] " + name + " = {" + all + "};");
    return name + "[" + index + "]";
  }

  /** Names and numbers that count: {@code "layer" + (i + 1)}. */
  private static Optional<String> counted(List<Piece> column, String index) {
    if (!(column.get(0) instanceof Piece.Text first) || !first.value().matches("\\D+\\d")) {
      return Optional.empty();
    }
    String stem = first.value().replaceAll("\\d", "");
    int from = Integer.parseInt(first.value().replaceAll("\\D", ""));
    for (int i = 0; i < column.size(); i++) {
      if (!column.get(i).equals(new Piece.Text(stem + (from + i)))) {
        return Optional.empty();
      }
    }
    return Optional.of("\"" + stem + "\" + (" + index + " + " + from + ")");
  }
}
