package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;

/** Operators that read an image at points which are themselves computed. */
public final class Samplings {

  private static final int HALF_PIXEL_BY_CHOICE = 16;

  public static final List<Rule> RULES =
      List.of(
          Rule.written("GridSample", Samplings::grid),
          Rule.written("AffineGrid", Samplings::affine),
          Rule.written("DeformConv", Samplings::deformed),
          Rule.written("RoiAlign", Samplings::regions));

  private Samplings() {}

  private static Tensor grid(Call call) {
    Tensor image = call.x(0);
    Tensor grid = call.x(1);
    boolean corners = call.integer("align_corners", 0) != 0;
    String mode = call.text("mode", "linear");
    String word = mode.startsWith("bi") ? mode.substring(2) : mode;
    var interpolation = new Interpolation(word, call.text("padding_mode", "zeros"), corners);
    int spatial = image.rank() - 2;
    long n = grid.size(0);
    long count = Dims.count(grid.shape(), 1, grid.rank() - 1);
    Tensor flat = grid.reshape(n, count, spatial);
    var points = new ArrayList<Tensor>();
    for (int axis = 0; axis < spatial; axis++) {
      // the grid names the last axis first
      int at = spatial - 1 - axis;
      Tensor from = flat.slice(2, at, at + 1).reshape(n, count).plus(1).times(0.5);
      double size = image.size(axis + 2);
      points.add(corners ? from.times(size - 1) : from.times(size).plus(-0.5));
    }
    return interpolation.at(image, points).reshape(call.y(0).shape());
  }

  /** The grid is the affine map of the points of a regular one; linear in the map. */
  private static Tensor affine(Call call) {
    Tensor theta = call.x(0);
    long[] shape = call.y(0).shape();
    int spatial = shape.length - 2;
    int count = Math.toIntExact(Dims.count(shape, 1, spatial + 1));
    boolean corners = call.integer("align_corners", 0) != 0;
    var base = new double[(spatial + 1) * count];
    for (int i = 0; i < count; i++) {
      long rest = i;
      for (int row = 0; row < spatial; row++) {
        long size = shape[spatial - row];
        long at = rest % size;
        rest /= size;
        base[row * count + i] =
            corners ? size == 1 ? -1 : 2.0 * at / (size - 1) - 1 : (2.0 * at + 1) / size - 1;
      }
      base[spatial * count + i] = 1;
    }
    Tensor regular = theta.tape().reals(theta.type(), Dims.of(spatial + 1, count), base);
    return theta.matmul(regular).transpose(0, 2, 1).reshape(shape);
  }

  /** Dai et al. 2017, <https://arxiv.org/abs/1703.06211>; the masks of Zhu et al. 2018. */
  private static Tensor deformed(Call call) {
    Tensor x = call.x(0);
    Tensor weight = call.x(1);
    if (x.rank() != 4) {
      throw new NoGradientException("DeformConv of other than images");
    }
    long n = x.size(0);
    long offsetGroups = call.integer("offset_group", 1);
    long group = call.integer("group", 1);
    var window = Window.of(call, Window.spatial(weight), x, call.y(0));
    long taps = Dims.count(window.kernel());
    long positions = Dims.count(window.out());
    Tensor offsets = call.x(2).reshape(n * offsetGroups, taps, 2, positions);
    var points = new ArrayList<Tensor>();
    for (int axis = 0; axis < 2; axis++) {
      Tensor regular = x.tape().reals(x.type(), Dims.of(taps, positions), regular(window, axis));
      Tensor moved = offsets.slice(2, axis, axis + 1).reshape(n * offsetGroups, taps, positions);
      points.add(moved.plus(regular).reshape(n * offsetGroups, taps * positions));
    }
    long each = x.size(1) / offsetGroups;
    Tensor columns =
        Interpolation.BILINEAR.at(x.reshape(n * offsetGroups, each, x.size(2), x.size(3)), points);
    if (call.has(4)) {
      columns = columns.times(call.x(4).reshape(n * offsetGroups, 1, taps * positions));
    }
    long inputs = x.size(1) / group * taps;
    Tensor product =
        weight
            .reshape(group, weight.size(0) / group, inputs)
            .matmul(columns.reshape(n, group, inputs, positions))
            .reshape(call.y(0).shape());
    return call.has(3) ? product.plus(call.x(3).reshape(weight.size(0), 1, 1)) : product;
  }

  /** Where each tap of each position would read without offsets. */
  private static double[] regular(Window window, int axis) {
    long across = window.kernel()[1];
    long columns = window.out()[1];
    return LongStream.range(0, Dims.count(window.kernel()) * Dims.count(window.out()))
        .mapToDouble(
            i -> {
              long tap = i / Dims.count(window.out());
              long position = i % Dims.count(window.out());
              long k = axis == 0 ? tap / across : tap % across;
              long o = axis == 0 ? position / columns : position % columns;
              return o * window.strides()[axis]
                  - window.before()[axis]
                  + k * window.dilations()[axis];
            })
        .toArray();
  }

  /** He et al. 2017, <https://arxiv.org/abs/1703.06870>, section 3. */
  private static Tensor regions(Call call) {
    long samples = call.integer("sampling_ratio", 0);
    if (samples <= 0 || !call.text("mode", "avg").equals("avg")) {
      throw new NoGradientException("RoiAlign with samples by size, or with maxima");
    }
    Tensor x = call.x(0);
    Tensor rois = call.x(1);
    long count = rois.size(0);
    String otherwise = call.opset() < HALF_PIXEL_BY_CHOICE ? "output_half_pixel" : "half_pixel";
    boolean half = call.text("coordinate_transformation_mode", otherwise).equals("half_pixel");
    long[] out = Window.spatial(call.y(0));
    Tensor scaled = rois.times(call.real("spatial_scale", 1));
    Tensor inside = x.tape().scalar(x.type(), 1);
    var points = new ArrayList<Tensor>();
    for (int axis = 0; axis < 2; axis++) {
      Tensor start = scaled.slice(1, 1 - axis, 2 - axis).plus(half ? -0.5 : 0);
      Tensor length =
          scaled.slice(1, 3 - axis, 4 - axis).minus(scaled.slice(1, 1 - axis, 2 - axis));
      if (!half) {
        length = length.above(1).choose(length, x.tape().scalar(x.type(), 1));
      }
      double[] fractions = fractions(out, samples, axis);
      Tensor at =
          start.plus(
              length.times(x.tape().reals(x.type(), Dims.of(1, fractions.length), fractions)));
      long size = x.size(axis + 2);
      Tensor seen = at.above(-1).and(at.below(size)).cast(x.type());
      inside = inside.times(seen);
      points.add(at.where(at.above(0)));
    }
    Tensor images = x.gather(0, call.x(2));
    Tensor all =
        new Interpolation("linear", "border", false)
            .at(images, points)
            .times(inside.reshape(count, 1, inside.size(1)));
    return all.reshape(count, x.size(1), out[0] * out[1], samples * samples)
        .mean(3)
        .reshape(call.y(0).shape());
  }

  /** How far into a region each sample lies, bins first, the samples of a bin behind. */
  private static double[] fractions(long[] out, long samples, int axis) {
    return LongStream.range(0, out[0] * out[1] * samples * samples)
        .mapToDouble(
            i -> {
              long bin = i / (samples * samples);
              long sample = i % (samples * samples);
              long b = axis == 0 ? bin / out[1] : bin % out[1];
              long s = axis == 0 ? sample / samples : sample % samples;
              return (b + (s + 0.5) / samples) / out[axis];
            })
        .toArray();
  }
}
