package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/** Convolutions of any rank, stride, dilation, padding and grouping. */
public final class Convolutions {

  /** Above this many elements the columns of all taps are not laid side by side. */
  private static final long MOST_COLUMNS = 1L << 28;

  /** As many rows are worth the packing of the other factor. */
  private static final long ROWS = 256;

  /** Fewer multiplications than these take no time to speak of. */
  private static final long CHEAP = 1L << 20;

  public static final List<Rule> RULES =
      List.of(
          Rule.of("Conv", Convolutions::conv), Rule.of("ConvTranspose", Convolutions::transposed));

  private Convolutions() {}

  private static void conv(Pullback p) {
    long group = p.call().integer("group", 1);
    var window = Window.of(p.call(), Window.spatial(p.x(1)), p.x(), p.y());
    p.give(0, () -> spread(p.g(), p.x(1), window, group, p.x().size(1)));
    p.give(1, () -> kernel(window.cover(p.x()), p.g(), window, group, p.x(1).shape()));
    p.give(2, () -> bias(p.g()));
  }

  private static void transposed(Pullback p) {
    long group = p.call().integer("group", 1);
    var window = transposedWindow(p);
    Tensor covered = window.cover(p.g());
    p.give(
        0,
        () ->
            p.tape()
                .call(
                    "Conv",
                    p.x().shape(),
                    p.g().type(),
                    List.of(
                        Attr.of("strides", window.strides()),
                        Attr.of("dilations", window.dilations()),
                        Attr.of("group", group)),
                    covered,
                    p.x(1)));
    p.give(1, () -> kernel(covered, p.x(), window, group, p.x(1).shape()));
    p.give(2, () -> bias(p.g()));
  }

  /** The window that slides over the output of a transposed convolution. */
  private static Window transposedWindow(Pullback p) {
    int spatial = p.x().rank() - 2;
    var window = Window.of(p.call(), Window.spatial(p.x(1)), p.y(), p.x());
    String auto = p.call().text("auto_pad", "NOTSET");
    boolean same = auto.startsWith("SAME");
    if (!same && p.call().integers("output_shape").isEmpty()) {
      return window;
    }
    long[] output = p.call().integers("output_padding").orElse(new long[spatial]);
    long[] before = window.before().clone();
    for (int i = 0; i < spatial; i++) {
      long total = Math.max(0, window.covered(i) + output[i] - window.in()[i]);
      before[i] = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
    }
    return new Window(
        window.kernel(), window.strides(), window.dilations(), before, window.in(), window.out());
  }

  private static Tensor bias(Tensor g) {
    return g.total(Dims.concat(Dims.of(0), Dims.range(2, g.rank()))).reshape(g.size(1));
  }

  /** Each output's cotangent spread over the inputs that its window saw. */
  static Tensor spread(Tensor g, Tensor weight, Window window, long group, long channels) {
    var attributes =
        new ArrayList<>(
            List.of(
                Attr.of("strides", window.strides()),
                Attr.of("dilations", window.dilations()),
                Attr.of("group", group)));
    if (window.fitsTranspose()) {
      long[] after = window.after();
      attributes.add(
          Attr.of(
              "pads",
              Dims.concat(
                  window.before(), Arrays.stream(after).map(it -> Math.max(0, it)).toArray())));
      attributes.add(
          Attr.of("output_padding", Arrays.stream(after).map(it -> Math.max(0, -it)).toArray()));
      long[] shape = Dims.concat(Dims.of(g.size(0), channels), window.in());
      return g.tape().call("ConvTranspose", shape, g.type(), attributes, g, weight);
    }
    long[] shape = Dims.concat(Dims.of(g.size(0), channels), window.coveredSizes());
    return window.uncover(g.tape().call("ConvTranspose", shape, g.type(), attributes, g, weight));
  }

  /**
   * The gradient of a kernel: {@code covered} is what the window slides over, padded, {@code g} has
   * one position for each of the window's.
   */
  private static Tensor kernel(Tensor covered, Tensor g, Window window, long group, long[] shape) {
    long columns = Dims.count(window.kernel()) * covered.size(1) * g.count() / g.size(1);
    return group == 1 && columns < MOST_COLUMNS
        ? byTaps(covered, g, window, shape)
        : byConvolution(covered, g, window, group, shape);
  }

  /**
   * Products of the inputs under the taps with the cotangent, samples and positions summed over at
   * once. Neither side is turned: {@code Gemm} reads its second factor by rows.
   */
  private static Tensor byTaps(Tensor covered, Tensor g, Window window, long[] shape) {
    long channels = covered.size(1);
    long rows = covered.size(0) * Dims.count(window.out());
    int taps = (int) Dims.count(window.kernel());
    Tensor inputs = channelsFirst(covered);
    Tensor cotangent = channelsFirst(g).reshape(g.size(1), rows);
    int together = (int) Math.max(1, ROWS / channels);
    var products = new ArrayList<Tensor>();
    for (int from = 0; from < taps; from += together) {
      Tensor columns =
          Tensor.concat(
              0,
              IntStream.range(from, Math.min(taps, from + together))
                  .mapToObj(tap -> window.tap(inputs, tap).reshape(channels, rows))
                  .toList());
      products.add(product(columns, cotangent));
    }
    return Tensor.concat(0, products)
        .reshape(taps, channels, g.size(1))
        .transpose(2, 1, 0)
        .reshape(shape);
  }

  /** Where it costs nothing, terms that cancel are summed in double precision. */
  private static Tensor product(Tensor columns, Tensor cotangent) {
    return columns.count() * cotangent.size(0) > CHEAP
        ? columns.timesTurned(cotangent)
        : columns.cast(Type.DOUBLE).timesTurned(cotangent.cast(Type.DOUBLE)).cast(cotangent.type());
  }

  private static Tensor channelsFirst(Tensor tensor) {
    int[] order = IntStream.range(0, tensor.rank()).toArray();
    order[0] = 1;
    order[1] = 0;
    return tensor.transpose(order);
  }

  /** The input convolved with the cotangent as kernel, samples in the place of channels. */
  private static Tensor byConvolution(
      Tensor covered, Tensor g, Window window, long group, long[] shape) {
    long n = covered.size(0);
    long each = covered.size(1) / group;
    int rank = window.rank();
    long[] sizes = Window.spatial(covered);
    int[] order = IntStream.range(0, rank + 3).toArray();
    order[0] = 2;
    order[2] = 0;
    Tensor samples =
        covered
            .reshape(Dims.concat(Dims.of(n, group, each), sizes))
            .transpose(order)
            .reshape(Dims.concat(Dims.of(each, group * n), sizes));
    int[] exchanged = IntStream.range(0, rank + 2).toArray();
    exchanged[0] = 1;
    exchanged[1] = 0;
    // its steps are the dilations, and the other way round
    var found = new long[rank];
    Arrays.setAll(
        found,
        i ->
            (sizes[i] - (window.strides()[i] * (window.out()[i] - 1) + 1)) / window.dilations()[i]
                + 1);
    Tensor product =
        g.tape()
            .call(
                "Conv",
                Dims.concat(Dims.of(each, g.size(1)), found),
                g.type(),
                List.of(
                    Attr.of("strides", window.dilations()),
                    Attr.of("dilations", window.strides()),
                    Attr.of("group", group)),
                samples,
                g.transpose(exchanged));
    for (int i = 0; i < rank; i++) {
      product = product.slice(i + 2, 0, window.kernel()[i]);
    }
    return product.transpose(exchanged).reshape(shape);
  }
}
