package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import modellint.onnx.proto.AttributeProto;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Dims;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;

/**
 * Resizing is linear and separable: along each axis y = R x. The matrix R is what resizing makes of
 * the unit vectors, so no mode has to be written out here; dx = R^T dy along each axis.
 */
public final class Resizings {

  public static final List<Rule> RULES =
      List.of(
          Rule.of("Upsample", p -> p.give(0, () -> back(p, -1, asymmetric(p)))),
          new Rule.Product("", "Upsample", 9, p -> p.give(0, () -> back(p, 1, asymmetric(p)))),
          Rule.of("Resize", p -> p.give(0, () -> back(p, 1, asymmetric(p)))),
          Rule.since(11, "Resize", p -> p.give(0, () -> newest(p))));

  /** Numbers above are not exact in single precision. */
  private static final long MOST_NUMBERED = 1L << 24;

  private Resizings() {}

  /** As all resizing was before version 11. */
  private static List<AttributeProto> asymmetric(Pullback p) {
    return List.of(
        Attr.of("mode", p.call().text("mode", "nearest")),
        Attr.of("coordinate_transformation_mode", "asymmetric"),
        Attr.of("nearest_mode", "floor"));
  }

  private static Tensor newest(Pullback p) {
    if (p.call().text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
      return back(p, 2, asWritten(p));
    }
    if (!p.call().text("mode", "nearest").equals("nearest") || p.x().count() > MOST_NUMBERED) {
      throw new NoGradientException("Resize that keeps the aspect ratio");
    }
    // only picks elements: resizing their numbers tells which
    Tensor numbers = Positions.of(p.x()).cast(p.x().type());
    Tensor none = p.tape().absent();
    Tensor picked =
        p.tape()
            .call(
                "Resize",
                p.y().shape(),
                p.x().type(),
                List.copyOf(p.call().attributes().values()),
                numbers,
                none,
                p.call().has(2) ? p.x(2) : none,
                p.call().has(3) ? p.x(3) : none);
    return Positions.back(p.x(), picked.cast(modellint.verify.tape.Type.INT64), p.g());
  }

  private static List<AttributeProto> asWritten(Pullback p) {
    // a constant beyond the border would not be linear
    return p.call().attributes().values().stream()
        .filter(it -> !List.of("axes", "extrapolation_value").contains(it.getName()))
        .toList();
  }

  private static Tensor back(Pullback p, int scales, List<AttributeProto> attributes) {
    Tensor g = p.g();
    int rank = p.x().rank();
    // in the order stated: scales and regions follow it
    long[] axes =
        Arrays.stream(p.call().integers("axes").orElse(Dims.range(0, rank)))
            .map(axis -> axis < 0 ? axis + rank : axis)
            .toArray();
    for (int k = 0; k < axes.length; k++) {
      int axis = (int) axes[k];
      boolean cropped =
          p.call().text("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
      if (p.x().size(axis) == p.y().size(axis) && !cropped) {
        continue;
      }
      Tensor matrix = matrix(p, axis, k, axes.length, scales, attributes);
      g = last(last(g, axis).matmul(matrix.turned()), axis);
    }
    return g;
  }

  /** {@code axis} exchanged with the last one. */
  private static Tensor last(Tensor g, int axis) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, g.rank()).boxed().toList());
    Collections.swap(order, axis, g.rank() - 1);
    return g.transpose(order.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The images of the unit vectors, one a row. */
  private static Tensor matrix(
      Pullback p, int axis, int k, int axes, int scales, List<AttributeProto> attributes) {
    long in = p.x().size(axis);
    long out = p.y().size(axis);
    var unit = new double[(int) (in * in)];
    for (int i = 0; i < in; i++) {
      unit[(int) (i * in + i)] = 1;
    }
    Tensor units = p.tape().reals(p.g().type(), Dims.of(1, in, 1, in), unit);
    Tensor ones = p.tape().reals(modellint.verify.tape.Type.FLOAT, Dims.of(3), 1, 1, 1);
    boolean byScale = scales > 0 && p.call().has(scales) && p.x(scales).count() > 0;
    Tensor none = p.tape().absent();
    Tensor roi = scales == 2 && p.call().has(1) && p.x(1).count() > 0 ? roi(p, k, axes) : none;
    Tensor[] inputs =
        byScale
            ? new Tensor[] {
              units, roi, Tensor.concat(0, List.of(ones, p.x(scales).slice(0, k, k + 1)))
            }
            : new Tensor[] {units, roi, none, p.tape().integers(1, in, 1, out)};
    return p.tape()
        .call("Resize", Dims.of(1, in, 1, out), p.g().type(), attributes, inputs)
        .reshape(in, out);
  }

  private static Tensor roi(Pullback p, int k, int axes) {
    Tensor whole = p.x(1);
    Tensor start = p.tape().reals(whole.type(), Dims.of(3), 0, 0, 0);
    Tensor end = p.tape().reals(whole.type(), Dims.of(3), 1, 1, 1);
    return Tensor.concat(
        0, List.of(start, whole.slice(0, k, k + 1), end, whole.slice(0, axes + k, axes + k + 1)));
  }
}
