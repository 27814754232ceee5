package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import modellint.onnx.proto.AttributeProto;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/** Pooling over windows and over everything. */
public final class Poolings {

  private static final int COUNTS_CLIPPED_PADDING = 19;

  public static final List<Rule> RULES =
      List.of(
          Rule.of("MaxPool", p -> p.give(0, () -> max(p))),
          Rule.of("AveragePool", p -> p.give(0, () -> average(p))),
          Rule.of("LpPool", p -> p.give(0, () -> norm(p))),
          Rule.of(
              "GlobalAveragePool",
              p ->
                  p.give(
                      0,
                      () ->
                          p.g()
                              .over((double) Dims.count(Window.spatial(p.x())))
                              .expand(p.x().shape()))),
          Rule.of(
              "GlobalMaxPool",
              p -> p.give(0, () -> Reductions.share(p.x(), p.y(), p.g(), spatial(p.x())))),
          Rule.written(
              "GlobalLpPool", call -> root(call, raised(call, call.x(0)).sum(spatial(call.x(0))))));

  private Poolings() {}

  private static long[] spatial(Tensor x) {
    return Dims.range(2, x.rank());
  }

  private static Tensor raised(Call call, Tensor x) {
    return x.abs().power(x.tape().scalar(x.type(), call.integer("p", 2)));
  }

  private static Tensor root(Call call, Tensor sum) {
    return sum.power(sum.tape().scalar(sum.type(), 1.0 / call.integer("p", 2)));
  }

  private static Window window(Pullback p) {
    long[] kernel =
        p.call().integers("kernel_shape").orElseThrow(() -> new NoGradientException("no kernel"));
    return Window.of(p.call(), kernel, p.x(), p.y());
  }

  /** The pooling is done again here, for its indices: the model's own may be left out or turned. */
  private static Tensor max(Pullback p) {
    Collection<AttributeProto> attributes =
        p.call().attributes().values().stream()
            .filter(it -> !it.getName().equals("storage_order"))
            .toList();
    Tensor indices =
        p.tape()
            .call(
                "MaxPool",
                List.of(p.y().shape(), p.y().shape()),
                new int[] {p.x().type(), Type.INT64},
                new ArrayList<>(attributes),
                p.x())
            .get(1);
    return p.tape()
        .filled(p.x().type(), Dims.of(p.x().count()), 0)
        .scatterAdd(0, indices.reshape(p.y().count()), p.g().reshape(p.y().count()))
        .reshape(p.x().shape());
  }

  private static Tensor average(Pullback p) {
    Window window = window(p);
    Tensor g = p.g();
    for (int i = 0; i < window.rank(); i++) {
      double[] counts = LongStream.of(counts(p.call(), window, i)).asDoubleStream().toArray();
      long[] shape = Dims.fill(p.y().rank(), 1);
      shape[i + 2] = counts.length;
      g = g.over(p.tape().reals(g.type(), shape, counts));
    }
    return spread(g, window);
  }

  /** Every tap of a window gets the window's cotangent. */
  private static Tensor spread(Tensor g, Window window) {
    long channels = g.size(1);
    long[] kernel = Dims.concat(Dims.of(channels, 1), window.kernel());
    Tensor ones = g.tape().filled(g.type(), kernel, 1);
    return Convolutions.spread(g, ones, window, channels, channels);
  }

  /** How many elements each position along spatial axis {@code i} is the mean of. */
  private static long[] counts(Call call, Window window, int i) {
    boolean padding = call.integer("count_include_pad", 0) != 0;
    long[] pads = call.integers("pads").orElse(new long[2 * window.rank()]);
    boolean automatic = !call.text("auto_pad", "NOTSET").equals("NOTSET");
    if (padding && call.opset() < COUNTS_CLIPPED_PADDING) {
      return Dims.fill((int) window.out()[i], window.kernel()[i]);
    }
    long low = padding ? -window.before()[i] : 0;
    long after = automatic ? Math.max(0, window.after()[i]) : pads[window.rank() + i];
    long high = window.in()[i] + (padding ? after : 0);
    return LongStream.range(0, window.out()[i])
        .map(at -> at * window.strides()[i] - window.before()[i])
        .map(
            start ->
                LongStream.range(0, window.kernel()[i])
                    .map(tap -> start + tap * window.dilations()[i])
                    .filter(it -> it >= low && it < high)
                    .count())
        .toArray();
  }

  /** dy/dx = sign(x) |x|^(p-1) / y^(p-1) */
  private static Tensor norm(Pullback p) {
    double power = p.call().integer("p", 2) - 1.0;
    Tensor y = p.y();
    Tensor g = p.g().where(y.above(0)).over(y.above(0).choose(raise(y, power), y.zeros().plus(1)));
    return spread(g, window(p)).times(raise(p.x().abs(), power)).times(p.x().sign());
  }

  private static Tensor raise(Tensor x, double power) {
    return power == 1 ? x : x.power(x.tape().scalar(x.type(), power));
  }
}
