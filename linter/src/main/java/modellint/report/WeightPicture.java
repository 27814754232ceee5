package modellint.report;

import java.util.List;
import java.util.Optional;
import modellint.engine.LayerRow;
import modellint.graph.Histogram;

/**
 * How a layer's weights lie, as bars the height of a line of text, and over them the outline of
 * what the initialiser that suits its activation would have drawn. Trained weights have left their
 * outline; fresh ones that have are what to look at.
 */
final class WeightPicture {

  private static final int HEIGHT = 24;
  private static final int BAR = 2;
  private static final int WIDTH = BAR * Histogram.BINS;
  private static final double BIN = 2 * Histogram.REACH / Histogram.BINS;

  /** A uniform draw ends at 1.73 deviations; what lies beyond is told apart from noise by this. */
  private static final int FEW = 20;

  private static final double END_OF_UNIFORM = 1.8;

  private final LayerRow.Init init;
  private final List<Integer> shares;
  private final Optional<ExpectedInit> expected;
  private final boolean uniform;

  WeightPicture(LayerRow.Init init, Optional<String> activation) {
    this.init = init;
    this.shares = init.histogram().shares();
    this.expected = ExpectedInit.suiting(init, activation);
    this.uniform = tails() < FEW;
  }

  boolean isEmpty() {
    return shares.isEmpty();
  }

  void write(Markup page) {
    double tallest = 1;
    for (int i = 0; i < shares.size(); i++) {
      tallest = Math.max(tallest, Math.max(shares.get(i), outline(i)));
    }
    page.open(
        "svg",
        "class",
        "weights",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "width",
        Integer.toString(WIDTH),
        "height",
        Integer.toString(HEIGHT));
    page.element("title", title());
    page.leaf("path", "class", "bars", "d", bars(tallest));
    if (expected.isPresent()) {
      page.leaf("path", "class", "outline", "d", curve(tallest));
    }
    page.close();
  }

  private String title() {
    return "Weights within four standard deviations of "
        + Digits.three(init.std())
        + expected
            .map(it -> "; the outline is what " + it.name() + " draws, " + Digits.three(it.std()))
            .orElse("");
  }

  private String bars(double tallest) {
    var path = new StringBuilder();
    for (int i = 0; i < shares.size(); i++) {
      long height = Math.round(HEIGHT * shares.get(i) / tallest);
      if (height > 0) {
        path.append('M').append(BAR * i).append(',').append(HEIGHT);
        path.append("v-").append(height).append('h').append(BAR).append('v').append(height);
      }
    }
    return path.toString();
  }

  private String curve(double tallest) {
    var path = new StringBuilder("M");
    for (int i = 0; i < shares.size(); i++) {
      path.append(i == 0 ? "" : " ").append(BAR * i + BAR / 2).append(',');
      path.append(Plot.at(HEIGHT - HEIGHT * outline(i) / tallest));
    }
    return path.toString();
  }

  /** Thousandths that the expected draw has in bin {@code i} of the histogram. */
  private double outline(int i) {
    if (expected.isEmpty()) {
      return 0;
    }
    double at = (init.mean() + deviations(i) * init.std()) / expected.get().std();
    double width = BIN * init.std() / expected.get().std();
    double density =
        uniform
            ? (Math.abs(at) <= Math.sqrt(3) ? 1 / (2 * Math.sqrt(3)) : 0)
            : StrictMath.exp(-at * at / 2) / Math.sqrt(2 * Math.PI);
    return Math.min(1000, 1000 * width * density);
  }

  private int tails() {
    int tails = 0;
    for (int i = 0; i < shares.size(); i++) {
      tails += Math.abs(deviations(i)) > END_OF_UNIFORM ? shares.get(i) : 0;
    }
    return tails;
  }

  /** Where the middle of bin {@code i} lies, in deviations from the mean. */
  private static double deviations(int i) {
    return (i + 0.5) * BIN - Histogram.REACH;
  }
}
