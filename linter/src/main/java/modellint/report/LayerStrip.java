package modellint.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import modellint.engine.CheckedModel;
import modellint.engine.LayerRow;

/**
 * The architecture as a strip: a box for each weighted layer from input to output, with an arc over
 * the layers that a connection goes around.
 */
final class LayerStrip {

  private static final int TALLEST_ARC = 74;
  private static final int TOP = TALLEST_ARC + 14;
  private static final int BOTTOM = TOP + 34;
  private static final int HEIGHT = BOTTOM + 24;

  /** Arcs beyond are a grey wall that shows nothing more. */
  private static final int MOST_ARCS = 150;

  /** A shorter arc is a blot. */
  private static final double SHORTEST_ARC = 7;

  /** Least width of a box that a letter fits into. */
  private static final int LETTER = 11;

  private static final int WIDEST = 72;

  /** What a layer is, by a colour and a letter. */
  enum Kind {
    DENSE("D", "dense"),
    CONVOLUTION("C", "convolution"),
    RECURRENT("R", "recurrent"),
    EMBEDDING("E", "embedding"),
    OTHER("O", "other"),
    MIXED("", "of several kinds");

    private final String letter;
    private final String word;

    Kind(String letter, String word) {
      this.letter = letter;
      this.word = word;
    }

    static Kind of(LayerRow layer) {
      String op = layer.op();
      if (op.contains("Conv")) {
        return CONVOLUTION;
      }
      if (op.contains("Gemm") || op.contains("MatMul")) {
        return DENSE;
      }
      if (op.contains("LSTM") || op.contains("GRU") || op.contains("RNN")) {
        return RECURRENT;
      }
      return op.equals("Gather") ? EMBEDDING : OTHER;
    }
  }

  private final String id;
  private final List<LayerRow> layers;
  private final List<CheckedModel.Skip> skips;
  private final List<CheckedModel.Skip> arcs;
  private final Plot plot;
  private final int perBox;

  LayerStrip(String id, CheckedModel model) {
    this.id = id + "-strip";
    this.layers = model.layers();
    this.skips = model.skips();
    this.plot = new Plot(layers.size(), 0, 1, TOP, BOTTOM);
    this.arcs =
        skips.stream()
            .filter(it -> (it.to() - it.from()) * plot.step() >= SHORTEST_ARC)
            .sorted(Comparator.comparingInt(it -> it.from() - it.to()))
            .limit(MOST_ARCS)
            .toList();
    this.perBox = Math.max(1, (layers.size() + 399) / 400);
  }

  /** The kinds of layer in the strip, in the order of the legend. */
  List<Kind> kinds() {
    return layers.stream().map(Kind::of).distinct().sorted().toList();
  }

  /** True where a bar stands for arcs that are not drawn. */
  boolean hasShortArcs() {
    return arcs.size() < skips.size();
  }

  void write(Markup page) {
    double highest = arcs.stream().mapToDouble(LayerStrip::rise).max().orElse(0);
    int top = TOP - 10 - (int) highest;
    page.open(
            "svg",
            "class",
            "chart",
            "viewBox",
            "0 " + top + " " + Plot.WIDTH + " " + (HEIGHT - top),
            "role",
            "img",
            "aria-labelledby",
            id + "-t " + id + "-d")
        .element("title", "Architecture", "id", id + "-t")
        .element("desc", description(), "id", id + "-d");
    bars(page);
    arcs.forEach(it -> arc(it, page));
    for (int first = 0; first < layers.size(); first += perBox) {
      box(first, Math.min(layers.size(), first + perBox), page);
    }
    end(page, "end", Plot.LEFT - 8, "input");
    end(page, "", Plot.RIGHT + 8, "output");
    page.close();
  }

  private String description() {
    String kinds =
        kinds().stream()
            .map(
                kind -> layers.stream().filter(it -> Kind.of(it) == kind).count() + " " + kind.word)
            .collect(Collectors.joining(", "));
    return layers.size()
        + " weighted layers ("
        + kinds
        + "), "
        + skips.size()
        + " connections "
        + "around layers.";
  }

  /** The layers under arcs that are not drawn, runs of them joined. */
  private void bars(Markup page) {
    var covered = new BitSet();
    skips.stream().filter(it -> !arcs.contains(it)).forEach(it -> covered.set(it.from(), it.to()));
    for (int from = covered.nextSetBit(0); from >= 0; ) {
      int to = covered.nextClearBit(from);
      page.leaf(
          "path",
          "class",
          "bar",
          "d",
          "M"
              + Plot.at(Plot.LEFT + from * plot.step(), TOP - 6)
              + "H"
              + Plot.at(Plot.LEFT + to * plot.step()));
      from = covered.nextSetBit(to);
    }
  }

  private void arc(CheckedModel.Skip skip, Markup page) {
    double from = Plot.LEFT + skip.from() * plot.step();
    double to = Plot.LEFT + skip.to() * plot.step();
    // A cubic reaches three quarters of the height of its control points.
    double peak = TOP - 3 - rise(skip) * 4 / 3;
    page.open(
            "path",
            "class",
            "arc",
            "d",
            "M"
                + Plot.at(from, TOP - 3)
                + "C"
                + Plot.at(from, peak)
                + " "
                + Plot.at(to, peak)
                + " "
                + Plot.at(to, TOP - 3))
        .element("title", "around layers " + (skip.from() + 1) + " to " + skip.to())
        .close();
  }

  private static double rise(CheckedModel.Skip skip) {
    return Math.min(TALLEST_ARC, 14 + 12 * StrictMath.log(1 + skip.to() - skip.from()));
  }

  private void box(int first, int end, Markup page) {
    List<Kind> kinds =
        new ArrayList<>(layers.subList(first, end).stream().map(Kind::of).distinct().toList());
    Kind kind = kinds.size() == 1 ? kinds.get(0) : Kind.MIXED;
    double slot = (end - first) * plot.step();
    double gap = slot > 5 ? 1.5 : slot > 3 ? 0.6 : 0;
    double width = Math.min(slot - gap, WIDEST);
    double middle = plot.x((first + end - 1) / 2.0);
    page.open(
            "rect",
            "class",
            "box " + Words.of(kind),
            "x",
            Plot.at(middle - width / 2),
            "y",
            Integer.toString(TOP),
            "width",
            Plot.at(width),
            "height",
            Integer.toString(BOTTOM - TOP),
            "rx",
            width > 8 ? "3" : "0")
        .element("title", hint(first, end))
        .close();
    if (width >= LETTER && !kind.letter.isEmpty()) {
      page.element(
          "text",
          kind.letter,
          "class",
          "letter mid",
          "x",
          Plot.at(middle),
          "y",
          Integer.toString((TOP + BOTTOM) / 2 + 4));
    }
  }

  private String hint(int first, int end) {
    LayerRow layer = layers.get(first);
    String one =
        (first + 1)
            + " "
            + layer.name()
            + ", "
            + layer.op()
            + layer.outputShape().map(it -> " " + LayerTable.shape(it)).orElse("")
            + layer.activation().map(it -> ", " + it).orElse("");
    return end - first == 1 ? one : one + " … " + end + " " + layers.get(end - 1).name();
  }

  private static void end(Markup page, String kind, double x, String text) {
    page.element(
        "text",
        text,
        "class",
        "tick " + kind,
        "x",
        Plot.at(x),
        "y",
        Integer.toString((TOP + BOTTOM) / 2 + 4));
  }

  static String word(Kind kind) {
    return kind.letter + " " + kind.word;
  }
}
