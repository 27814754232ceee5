package modellint.analysis.range;

import java.util.List;
import java.util.Optional;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.Layers;
import modellint.graph.Moments;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Weights;

/**
 * Weighted sums. Over inputs in a box, a row w of weights gives c sum(w) plus or minus r sum|w|,
 * with c the centre and r the radius of the box; sum|w| lies between n m2 / max|w| and n sqrt(m2).
 */
final class Products {

  /** Rows from which on it is sure that weights about zero give sums of both signs. */
  private static final int MANY = 8;

  /** A mean below this share of the deviation leaves both signs frequent. */
  private static final double CENTRED = 0.25;

  /** Sum|w| over n sqrt(m2) is 0.80 for a normal and 0.87 for a uniform distribution. */
  private static final double LEAST_DRAWN = 0.5;

  private final Layers layers;

  Products(Layers layers) {
    this.layers = layers;
  }

  /** One row: the sum of the weights, and bounds of the sum of their absolute values. */
  private record Row(double sum, double least, double most) {}

  Range of(Layer layer, Step step) {
    Node node = layer.node();
    int data = step.wiring().isFixed(step.name(0)) ? 1 : 0;
    if (node.type().equals("Gather")) {
      return table(layer);
    }
    Range input = step.range(data);
    double scale = layer.scale().isKnown() ? layer.scale().value() : Double.NaN;
    Optional<Parameter> bias = node.input(2).flatMap(layers::parameter);
    boolean simple = node.domain().isEmpty() && isPlain(node);
    if (!simple || Double.isNaN(scale)) {
      return Range.within(Interval.ALL);
    }
    List<Row> rows = rows(layer);
    Interval box = padded(node) ? input.within().hull(Interval.of(0)) : input.within();
    Interval within = rows.isEmpty() ? Interval.ALL : outside(rows, box, scale, bias);
    boolean unbiased = node.input(2).isEmpty() || bias.filter(Products::isZero).isPresent();
    Zeros zeros = unbiased && input.zeros() == Zeros.ROWS ? Zeros.ROWS : Zeros.UNSEEN;
    if (input.free() && !rows.isEmpty() && !node.type().equals("ConvTranspose")) {
      Interval inside = inside(rows, input.reached(), scale, bias);
      return new Range(within, inside.and(within), zeros, false, input.declared());
    }
    return isCentred(layer, input, bias)
        ? Range.mixed(within, input.declared()).withZeros(zeros)
        : new Range(within, Interval.NONE, zeros, false, input.declared());
  }

  private static boolean isPlain(Node node) {
    return List.of("Gemm", "MatMul", "Conv", "ConvTranspose").contains(node.type())
        && node.real("beta", 1) == 1;
  }

  private static boolean padded(Node node) {
    return node.integers("pads").filter(it -> it.stream().anyMatch(pad -> pad != 0)).isPresent()
        || node.text("auto_pad", "NOTSET").startsWith("SAME")
        || node.type().equals("ConvTranspose");
  }

  private static Range table(Layer layer) {
    Parameter weight = layer.weight();
    if (!(weight.weights() instanceof Weights.Measured it)) {
      return Range.mixed(Interval.ALL, false);
    }
    Interval within = new Interval(-it.all().largest(), it.all().largest());
    boolean blank = it.rows().stream().anyMatch(row -> row.largest() == 0);
    Range range = isCentred(it.all()) ? Range.mixed(within, false) : Range.within(within);
    return range.withZeros(blank ? Zeros.ROWS : Zeros.UNSEEN);
  }

  private static List<Row> rows(Layer layer) {
    Weights weights = layer.weight().weights();
    if (weights instanceof Weights.Measured it) {
      List<Moments> slices = layer.outputAxis() == 0 ? it.rows() : it.columns();
      boolean sliced = layer.outputAxis() < 2 && !slices.isEmpty();
      return sliced ? slices.stream().map(Products::row).toList() : List.of();
    }
    if (weights instanceof Weights.Declared it && layer.fanIn() > 0) {
      double n = layer.fanIn();
      if (it.init().variance() == 0) {
        double sum = n * it.init().mean();
        return List.of(new Row(sum, Math.abs(sum), Math.abs(sum)));
      }
      double most = n * StrictMath.sqrt(it.init().secondMoment());
      return List.of(new Row(n * it.init().mean(), LEAST_DRAWN * most, 1.1 * most));
    }
    return List.of();
  }

  private static Row row(Moments slice) {
    double n = slice.count();
    double least = slice.largest() == 0 ? 0 : n * slice.secondMoment() / slice.largest();
    return new Row(n * slice.mean(), least, n * StrictMath.sqrt(slice.secondMoment()));
  }

  private static Interval outside(
      List<Row> rows, Interval box, double scale, Optional<Parameter> bias) {
    if (!box.isBounded()) {
      return Interval.ALL;
    }
    double centre = (box.low() + box.high()) / 2;
    double radius = (box.high() - box.low()) / 2;
    Interval all = Interval.NONE;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Interval sums =
          about(scale * centre * row.sum(), Math.abs(scale) * radius * row.most())
              .plus(shift(bias, i, rows.size()));
      all = all.hull(sums);
    }
    return all;
  }

  private static Interval inside(
      List<Row> rows, Interval box, double scale, Optional<Parameter> bias) {
    if (!box.isBounded()) {
      return Interval.NONE;
    }
    double centre = (box.low() + box.high()) / 2;
    double radius = (box.high() - box.low()) / 2;
    Interval all = Interval.NONE;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Interval shift = shift(bias, i, rows.size());
      // What the bias is not known to add is not reached for sure.
      double sure = Math.abs(scale) * radius * row.least() - (shift.high() - shift.low()) / 2;
      if (sure >= 0) {
        double middle = scale * centre * row.sum() + (shift.low() + shift.high()) / 2;
        all = all.hull(about(middle, sure));
      }
    }
    return all;
  }

  private static Interval about(double middle, double radius) {
    return new Interval(middle - radius, middle + radius);
  }

  private static Interval shift(Optional<Parameter> bias, int row, int rows) {
    if (bias.isEmpty()) {
      return Interval.of(0);
    }
    Optional<List<Double>> values = bias.get().values().filter(it -> it.size() == rows);
    if (values.isPresent()) {
      return Interval.of(values.get().get(row));
    }
    Weights weights = bias.get().weights();
    if (weights instanceof Weights.Measured it) {
      return about(0, it.all().largest());
    }
    return weights instanceof Weights.Declared it
        ? about(it.init().mean(), 4 * StrictMath.sqrt(it.init().variance()))
        : Interval.ALL;
  }

  private static boolean isZero(Parameter bias) {
    return bias.weights() instanceof Weights.Measured it
        ? it.all().largest() == 0
        : bias.weights() instanceof Weights.Declared declared
            && declared.init().secondMoment() == 0;
  }

  private static boolean isCentred(Layer layer, Range input, Optional<Parameter> bias) {
    if (layer.units() < MANY && !input.isMixed()) {
      return false;
    }
    Weights weights = layer.weight().weights();
    double deviation;
    if (weights instanceof Weights.Measured it && isCentred(it.all())) {
      deviation = it.all().std();
    } else if (weights instanceof Weights.Declared it && it.init().variance() > 0) {
      deviation =
          it.init().mean() * it.init().mean() <= CENTRED * CENTRED * it.init().variance()
              ? StrictMath.sqrt(it.init().variance())
              : 0;
    } else {
      return weights instanceof Weights.Scaled;
    }
    double most = deviation * StrictMath.sqrt(Math.max(1, layer.fanIn()));
    return deviation > 0 && bias.map(it -> shift(it)).orElse(0.0) <= most;
  }

  private static boolean isCentred(Moments all) {
    return all.std() > 0 && Math.abs(all.mean()) <= CENTRED * all.std();
  }

  private static double shift(Parameter bias) {
    Interval all = shift(Optional.of(bias), 0, -1);
    return all.magnitude();
  }
}
