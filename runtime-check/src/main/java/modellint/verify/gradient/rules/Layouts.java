package modellint.verify.gradient.rules;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Dims;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;

/** Operators that move elements about, stretch, join or mask them. */
public final class Layouts {

  public static final List<Rule> RULES =
      Stream.concat(
              Stream.of("Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity")
                  .map(op -> Rule.of(op, p -> p.give(0, () -> p.g().reshape(p.x().shape())))),
              Stream.of(
                  Rule.of("Cast", p -> p.give(0, () -> p.g().cast(p.x().type()))),
                  Rule.of(
                      "CastLike",
                      p -> {
                        Tensor g = p.g();
                        p.give(0, () -> g.cast(p.x().type()));
                        // only its type is read
                        p.flat(1);
                      }),
                  Rule.of("Transpose", p -> p.give(0, () -> transpose(p))),
                  Rule.of("Concat", Layouts::concat),
                  Rule.of("Split", Layouts::split),
                  Rule.of("Slice", p -> p.give(0, () -> slice(p))),
                  Rule.of("Pad", Layouts::pad),
                  Rule.of("Expand", p -> p.giveSummed(0, p::g)),
                  Rule.of("Tile", p -> p.give(0, () -> tile(p))),
                  Rule.of("Dropout", Layouts::dropout),
                  Rule.of("DepthToSpace", p -> p.give(0, () -> spaceToDepth(p))),
                  Rule.of("SpaceToDepth", p -> p.give(0, () -> depthToSpace(p))),
                  Rule.of("ReverseSequence", p -> p.give(0, () -> reverse(p))),
                  Rule.of("Trilu", p -> p.give(0, () -> triangle(p))),
                  Rule.of("CumSum", p -> p.give(0, () -> running(p)))))
          .toList();

  /** The share that drop out drops where none is stated. */
  private static final double DROPPED = 0.5;

  private Layouts() {}

  /** By the mask that the forward run drew; nothing is dropped outside training. */
  private static void dropout(Pullback p) {
    boolean training = p.call().has(2) && p.x(2).integers()[0] != 0;
    p.give(
        0,
        () -> {
          if (!training || !p.call().hasOutput(1)) {
            return p.g();
          }
          Tensor kept = p.g().where(p.call().y(1));
          return p.call().has(1)
              ? kept.over(p.x(1).cast(kept.type()).from(1))
              : kept.over(1 - DROPPED);
        });
    p.flat(1);
  }

  private static Tensor transpose(Pullback p) {
    int rank = p.x().rank();
    long[] order =
        p.call()
            .integers("perm")
            .orElseGet(() -> IntStream.range(0, rank).mapToLong(i -> rank - 1L - i).toArray());
    var back = new int[rank];
    IntStream.range(0, rank).forEach(i -> back[(int) order[i]] = i);
    return p.g().transpose(back);
  }

  private static void concat(Pullback p) {
    int axis = p.call().axis("axis", 1);
    long at = 0;
    for (int i = 0; i < p.call().inputs().size(); i++) {
      long start = at;
      at += p.x(i).size(axis);
      long end = at;
      p.give(i, () -> p.g().slice(axis, start, end));
    }
  }

  private static void split(Pullback p) {
    p.give(
        0,
        () ->
            Tensor.concat(
                p.call().axis("axis", 0),
                IntStream.range(0, p.call().outputs().size()).mapToObj(p::g).toList()));
  }

  private static Tensor slice(Pullback p) {
    Tensor x = p.x();
    long[] starts = p.call().integers("starts", 1).orElse(new long[0]);
    long[] axes = p.call().integers("axes", 3).orElse(Dims.range(0, starts.length));
    long[] steps = p.call().has(4) ? p.x(4).integers() : Dims.fill(starts.length, 1);
    if (!Arrays.stream(steps).allMatch(step -> step == 1)) {
      long[] ends = p.x(2).integers();
      Tensor indices =
          p.tape()
              .call(
                  "Slice",
                  p.y().shape(),
                  modellint.verify.tape.Type.INT64,
                  List.of(),
                  Positions.of(x),
                  p.tape().integers(starts),
                  p.tape().integers(ends),
                  p.tape().integers(axes),
                  p.tape().integers(steps));
      return Positions.back(x, indices, p.g());
    }
    var before = new long[x.rank()];
    var after = new long[x.rank()];
    for (int i = 0; i < starts.length; i++) {
      int axis = (int) (axes[i] < 0 ? axes[i] + x.rank() : axes[i]);
      long start = starts[i] < 0 ? starts[i] + x.size(axis) : starts[i];
      before[axis] = Math.max(0, Math.min(start, x.size(axis)));
      after[axis] = x.size(axis) - before[axis] - p.y().size(axis);
    }
    return p.g().pad(before, after);
  }

  private static void pad(Pullback p) {
    Tensor x = p.x();
    // called "paddings" before version 2
    long[] pads =
        p.call()
            .integers("pads", 1)
            .or(() -> p.call().integers("paddings"))
            .orElseThrow(() -> new NoGradientException("Pad without widths"));
    long[] axes = Dims.range(0, x.rank());
    if (p.call().has(3)) {
      axes = p.x(3).integers();
    }
    var before = new long[x.rank()];
    var after = new long[x.rank()];
    for (int i = 0; i < axes.length; i++) {
      int axis = (int) (axes[i] < 0 ? axes[i] + x.rank() : axes[i]);
      before[axis] = pads[i];
      after[axis] = pads[axes.length + i];
    }
    String mode = p.call().text("mode", "constant");
    p.give(
        0, () -> mode.equals("constant") ? crop(p.g(), before, after) : folded(p, before, after));
    p.give(
        2,
        () -> {
          Tensor inside = crop(p.g(), before, after);
          long[] all = Dims.range(0, x.rank());
          return p.g().sum(all).minus(inside.sum(all)).reshape(p.x(2).shape());
        });
  }

  private static Tensor crop(Tensor g, long[] before, long[] after) {
    return g.pad(
        Arrays.stream(before).map(it -> -it).toArray(),
        Arrays.stream(after).map(it -> -it).toArray());
  }

  /** Padding that repeats elements: the same padding of their positions says which. */
  private static Tensor folded(Pullback p, long[] before, long[] after) {
    String mode = p.call().text("mode", "constant");
    if (mode.equals("wrap")) {
      throw new NoGradientException("Pad with mode wrap");
    }
    Tensor indices =
        p.tape()
            .call(
                "Pad",
                p.y().shape(),
                modellint.verify.tape.Type.INT64,
                List.of(Attr.of("mode", mode)),
                Positions.of(p.x()),
                p.tape().integers(Dims.concat(before, after)));
    return Positions.back(p.x(), indices, p.g());
  }

  private static Tensor tile(Pullback p) {
    int rank = p.x().rank();
    var apart = new long[2 * rank];
    for (int i = 0; i < rank; i++) {
      apart[2 * i] = p.y().size(i) / Math.max(1, p.x().size(i));
      apart[2 * i + 1] = p.x().size(i);
    }
    long[] repeats = IntStream.range(0, rank).mapToLong(i -> 2L * i).toArray();
    return p.g().reshape(apart).sum(repeats).reshape(p.x().shape());
  }

  private static Tensor spaceToDepth(Pullback p) {
    long block = p.call().integer("blocksize", 1);
    Tensor x = p.x();
    long channels = x.size(1) / (block * block);
    Tensor apart = p.g().reshape(x.size(0), channels, x.size(2), block, x.size(3), block);
    boolean depthFirst = p.call().text("mode", "DCR").equals("DCR");
    return (depthFirst ? apart.transpose(0, 3, 5, 1, 2, 4) : apart.transpose(0, 1, 3, 5, 2, 4))
        .reshape(x.shape());
  }

  private static Tensor depthToSpace(Pullback p) {
    long block = p.call().integer("blocksize", 1);
    Tensor x = p.x();
    return p.g()
        .reshape(x.size(0), block, block, x.size(1), x.size(2) / block, x.size(3) / block)
        .transpose(0, 3, 4, 1, 5, 2)
        .reshape(x.shape());
  }

  /** Its own inverse. */
  private static Tensor reverse(Pullback p) {
    return p.tape()
        .call(
            "ReverseSequence",
            p.x().shape(),
            p.g().type(),
            List.copyOf(p.call().attributes().values()),
            p.g(),
            p.x(1));
  }

  private static Tensor triangle(Pullback p) {
    List<modellint.onnx.proto.AttributeProto> attributes =
        List.of(Attr.of("upper", p.call().integer("upper", 1)));
    return p.call().has(1)
        ? p.tape().call("Trilu", p.x().shape(), p.g().type(), attributes, p.g(), p.x(1))
        : p.tape().call("Trilu", p.x().shape(), p.g().type(), attributes, p.g());
  }

  private static Tensor running(Pullback p) {
    return p.tape()
        .call(
            "CumSum",
            p.x().shape(),
            p.g().type(),
            List.of(
                Attr.of("exclusive", p.call().integer("exclusive", 0)),
                Attr.of("reverse", 1 - p.call().integer("reverse", 0))),
            p.g(),
            p.x(1));
  }
}
