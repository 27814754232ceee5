package modellint.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import modellint.engine.LayerRow;

/** One quantity of the layers: predicted, then measured, where it is both; aligned at the bar. */
record RunColumn(String heading, List<String> predicted, List<String> measured) {

  /** In the place of a number that is none. */
  static final String BROKEN = "NaN/inf";

  private static final String UNKNOWN = "-";
  private static final String BAR = " | ";

  static List<RunColumn> all(List<LayerRow> rows) {
    return List.of(
        both(
            "gradient",
            rows,
            it -> it.predicted().map(p -> decades(p.gradientLog10())).orElse(UNKNOWN),
            RunColumn::gradient),
        both(
            "signal",
            rows,
            it -> it.predicted().map(p -> three(p.activationRms())).orElse(UNKNOWN),
            RunColumn::signal),
        both(
            "first step",
            rows,
            it -> it.predicted().map(p -> three(p.relativeUpdate())).orElse(UNKNOWN),
            it -> it.measured().map(m -> three(m.relativeUpdate())).orElse(UNKNOWN)),
        alone("zeros", rows, it -> it.measured().map(m -> share(m.zeroShare())).orElse(UNKNOWN)),
        alone(
            "saturated",
            rows,
            it -> it.measured().map(m -> share(m.saturatedShare())).orElse(UNKNOWN)));
  }

  private static RunColumn both(
      String heading,
      List<LayerRow> rows,
      Function<LayerRow, String> predicted,
      Function<LayerRow, String> measured) {
    return new RunColumn(
        heading, rows.stream().map(predicted).toList(), rows.stream().map(measured).toList());
  }

  private static RunColumn alone(
      String heading, List<LayerRow> rows, Function<LayerRow, String> measured) {
    return new RunColumn(heading, List.of(), rows.stream().map(measured).toList());
  }

  /** True where the measured gradient contradicts the prediction. */
  static boolean isOutside(LayerRow row) {
    return row.predicted().isPresent()
        && row.measured()
            .map(LayerRow.Measured::gradientLog10)
            .filter(it -> it < row.predicted().get().low() || it > row.predicted().get().high())
            .isPresent();
  }

  private static String gradient(LayerRow row) {
    return row.measured()
        .map(
            it ->
                it.nonFinite() == LayerRow.NonFinite.GRADIENT
                    ? BROKEN + " "
                    : decades(it.gradientLog10()) + (isOutside(row) ? "*" : " "))
        .orElse(UNKNOWN + " ");
  }

  private static String signal(LayerRow row) {
    return row.measured()
        .map(it -> it.nonFinite() == LayerRow.NonFinite.OUTPUT ? BROKEN : three(it.activationRms()))
        .orElse(UNKNOWN);
  }

  /** True where nothing is known of any layer. */
  boolean isEmpty() {
    return predicted.stream().allMatch(UNKNOWN::equals)
        && measured.stream().map(String::strip).allMatch(UNKNOWN::equals);
  }

  int width() {
    return Math.max(heading.length(), left() + (left() == 0 ? 0 : BAR.length()) + right());
  }

  String title() {
    return heading + " ".repeat(width() - heading.length());
  }

  String cell(int row) {
    String text =
        left() == 0
            ? pad(measured.get(row), Math.max(right(), heading.length()))
            : pad(predicted.get(row), left()) + BAR + pad(measured.get(row), right());
    return text + " ".repeat(width() - text.length());
  }

  private int left() {
    return widest(predicted);
  }

  private int right() {
    return widest(measured);
  }

  private static int widest(List<String> texts) {
    return IntStream.range(0, texts.size()).map(i -> texts.get(i).length()).max().orElse(0);
  }

  private static String pad(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  private static String decades(double value) {
    return Double.isNaN(value) ? UNKNOWN : Digits.decades(value);
  }

  private static String three(double value) {
    return Double.isNaN(value) ? UNKNOWN : Digits.three(value);
  }

  /** A share in whole hundredths; what is not all and not nothing is not written so. */
  static String share(double value) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    long percent = Math.round(100 * value);
    return percent == 0 && value > 0
        ? "<1 %"
        : (percent == 100 && value < 1 ? ">99" : Long.toString(percent)) + " %";
  }
}
