package modellint.report;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import modellint.rule.Severity;

/**
 * A quantity over the depth of a network as inline SVG: the predicted band and line, measured
 * points, lines of reference, and marks at layers that have a finding.
 *
 * @param id unique in the page
 * @param axis what the vertical axis counts
 * @param joined whether neighbours are joined by a line, or stand for themselves
 */
record Chart(
    String id,
    String title,
    String axis,
    List<Sample> samples,
    List<Reference> references,
    List<Flag> flags,
    boolean joined) {

  private static final int TOP = 26;
  private static final int BOTTOM = 236;
  private static final int HEIGHT = 284;

  /** Least height of the scale in decades, so that a flat line looks flat. */
  private static final double LEAST_SPAN = 1.6;

  /** A horizontal line at {@code at} decades. */
  record Reference(String label, double at) {}

  /** A mark at layer {@code index}, counted from zero. */
  record Flag(int index, Severity severity, String text) {}

  Chart {
    samples = List.copyOf(samples);
    references = List.copyOf(references);
    flags = List.copyOf(flags);
  }

  boolean isEmpty() {
    return samples.stream().noneMatch(it -> it.isDrawn() || it.isMeasured());
  }

  /** Layers that share a place on the line, or 1 where each has its own. */
  int layersPerColumn() {
    return joined ? Columns.of(samples).perColumn() : 1;
  }

  void write(Markup page) {
    Columns columns = Columns.of(samples);
    Plot plot = plot(columns);
    page.open(
            "svg",
            "class",
            "chart",
            "viewBox",
            "0 0 " + Plot.WIDTH + " " + HEIGHT,
            "role",
            "img",
            "aria-labelledby",
            id + "-t " + id + "-d")
        .element("title", title, "id", id + "-t")
        .element("desc", description(columns), "id", id + "-d");
    axes(plot, page);
    references(plot, page);
    band(columns, plot, page);
    measured(columns, plot, page);
    if (joined) {
      line(columns, plot, page);
    } else {
      dots(plot, page);
    }
    flags(plot, page);
    hints(columns, plot, page);
    page.close();
  }

  private Plot plot(Columns columns) {
    DoubleSummaryStatistics extent = columns.extent();
    references.forEach(it -> extent.accept(it.at()));
    double middle = (extent.getMin() + extent.getMax()) / 2;
    double half = Math.max(LEAST_SPAN, (extent.getMax() - extent.getMin()) * 1.08) / 2;
    return new Plot(samples.size(), middle - half, middle + half, TOP, BOTTOM);
  }

  private String description(Columns columns) {
    var values = new DoubleSummaryStatistics();
    columns.all().forEach(it -> values.combine(it.values()));
    return values.getMin() > values.getMax()
        ? "No layer has a prediction."
        : axis
            + ", from 10^"
            + Digits.decades(values.getMin())
            + " to 10^"
            + Digits.decades(values.getMax())
            + " over "
            + samples.size()
            + " layers. Every number stands in the layer table.";
  }

  private void axes(Plot plot, Markup page) {
    for (Ticks.Tick tick : Ticks.decades(plot.low(), plot.high())) {
      String y = Plot.at(plot.y(tick.at()));
      page.leaf("path", "class", "grid", "d", "M" + Plot.LEFT + "," + y + "H" + Plot.RIGHT);
      text(page, "tick end", Plot.LEFT - 8, plot.y(tick.at()) + 4, tick.label());
    }
    for (Ticks.Tick tick : Ticks.layers(samples.size())) {
      text(page, "tick mid", plot.x(tick.at()), BOTTOM + 18, tick.label());
    }
    text(page, "axis", 6, 13, axis);
    text(page, "axis mid", (Plot.LEFT + Plot.RIGHT) / 2.0, BOTTOM + 40, "layer, input to output");
  }

  private void references(Plot plot, Markup page) {
    double free = Double.NEGATIVE_INFINITY;
    for (Reference it : references) {
      String y = Plot.at(plot.y(it.at()));
      page.leaf("path", "class", "reference", "d", "M" + Plot.LEFT + "," + y + "H" + Plot.RIGHT);
      // From the top down, each label at least a line below the one before.
      free = Math.max(plot.y(it.at()) + 4, free);
      text(page, "tick", Plot.RIGHT + 8, free, it.label());
      free += 13;
    }
  }

  private void band(Columns columns, Plot plot, Markup page) {
    List<Columns.Column> all = columns.all();
    for (int from = 0; from < all.size(); from++) {
      int to = from;
      while (to < all.size() && all.get(to).band().getCount() > 0) {
        to++;
      }
      if (to > from) {
        var path = new StringBuilder("M");
        edge(all.subList(from, to), plot, DoubleSummaryStatistics::getMax, path);
        var back = new java.util.ArrayList<>(all.subList(from, to));
        java.util.Collections.reverse(back);
        path.append('L');
        edge(back, plot, DoubleSummaryStatistics::getMin, path);
        page.leaf("path", "class", "band", "d", path.append('Z').toString());
        from = to;
      }
    }
  }

  private static void edge(
      List<Columns.Column> columns,
      Plot plot,
      ToDoubleFunction<DoubleSummaryStatistics> end,
      StringBuilder path) {
    String before = "";
    for (Columns.Column column : columns) {
      path.append(before)
          .append(Plot.at(plot.x(column.middle()), plot.y(end.applyAsDouble(column.band()))));
      before = " ";
    }
  }

  private void line(Columns columns, Plot plot, Markup page) {
    var path = new StringBuilder();
    boolean gap = true;
    for (Columns.Column column : columns.all()) {
      DoubleSummaryStatistics values = column.values();
      if (values.getCount() == 0) {
        gap = true;
        continue;
      }
      double x = plot.x(column.middle());
      path.append(gap ? 'M' : 'L').append(Plot.at(x, plot.y(values.getMax())));
      if (values.getMin() < values.getMax()) {
        path.append('V').append(Plot.at(plot.y(values.getMin())));
      }
      gap = false;
    }
    if (!path.isEmpty()) {
      page.leaf("path", "class", "line", "d", path.toString());
    }
  }

  /** Every sample by itself. A line of no length with round ends is a dot. */
  private void dots(Plot plot, Markup page) {
    var path = new StringBuilder();
    for (int i = 0; i < samples.size(); i++) {
      if (samples.get(i).isDrawn()) {
        path.append('M').append(Plot.at(plot.x(i), plot.y(samples.get(i).value()))).append("h0");
      }
    }
    page.leaf("path", "class", samples.size() > 120 ? "dots small" : "dots", "d", path.toString());
  }

  private void measured(Columns columns, Plot plot, Markup page) {
    for (Columns.Column column : columns.all()) {
      DoubleSummaryStatistics measured = column.measured();
      if (measured.getCount() > 0) {
        point(page, plot, column, measured.getMax());
        if (measured.getMin() < measured.getMax()) {
          point(page, plot, column, measured.getMin());
        }
      }
    }
  }

  private void point(Markup page, Plot plot, Columns.Column column, double value) {
    page.leaf(
        "circle",
        "class",
        "point",
        "cx",
        Plot.at(plot.x(column.middle())),
        "cy",
        Plot.at(plot.y(value)),
        "r",
        samples.size() > 120 ? "2" : "3.2");
  }

  private void flags(Plot plot, Markup page) {
    for (Flag flag : flags) {
      page.open("path", "class", Words.of(flag.severity()), "d", triangle(plot.x(flag.index())))
          .element("title", flag.text())
          .close();
    }
  }

  private static String triangle(double x) {
    return "M" + Plot.at(x - 5, TOP - 8) + "h10l-5,9Z";
  }

  /** What a pointer that rests on a column is told. */
  private static void hints(Columns columns, Plot plot, Markup page) {
    for (Columns.Column column : columns.all()) {
      page.open(
              "rect",
              "class",
              "hint",
              "x",
              Plot.at(plot.x(column.first() - 0.5)),
              "y",
              Integer.toString(TOP),
              "width",
              Plot.at(plot.step() * (column.end() - column.first())),
              "height",
              Integer.toString(BOTTOM - TOP))
          .element("title", hint(column))
          .close();
    }
  }

  private static String hint(Columns.Column column) {
    String first = column.samples().get(0).text();
    return column.samples().size() == 1
        ? first
        : first + " … " + column.samples().get(column.samples().size() - 1).text();
  }

  private static void text(Markup page, String kind, double x, double y, String text) {
    page.element("text", text, "class", kind, "x", Plot.at(x), "y", Plot.at(y));
  }
}
