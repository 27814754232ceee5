package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/** Operators that put pieces of tensors into others: centres, columns, maxima, caches. */
public final class Placements {

  public static final List<Rule> RULES =
      List.of(
          Rule.of("CenterCropPad", p -> p.give(0, () -> centre(p))),
          Rule.of("Col2Im", p -> p.give(0, () -> columns(p))),
          Rule.of("MaxUnpool", p -> p.give(0, () -> maxima(p))),
          Rule.written("TensorScatter", Placements::written),
          new Rule.Product("ai.onnx.ml", "ArrayFeatureExtractor", 1, Placements::features));

  private Placements() {}

  private static Tensor centre(Pullback p) {
    int rank = p.x().rank();
    var before = new long[rank];
    var after = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      long grown = p.x().size(axis) - p.y().size(axis);
      before[axis] = grown / 2;
      after[axis] = grown - grown / 2;
    }
    return p.g().pad(before, after);
  }

  /** What summed the columns up gives each of them its window. */
  private static Tensor columns(Pullback p) {
    long[] image = p.x(1).integers();
    long[] block = p.x(2).integers();
    int rank = image.length;
    long[] strides = p.call().integers("strides").orElse(Dims.fill(rank, 1));
    long[] dilations = p.call().integers("dilations").orElse(Dims.fill(rank, 1));
    long[] pads = p.call().integers("pads").orElse(new long[2 * rank]);
    long[] out = new long[rank];
    Arrays.setAll(
        out,
        i ->
            (image[i] + pads[i] + pads[rank + i] - dilations[i] * (block[i] - 1) - 1) / strides[i]
                + 1);
    var window = new Window(block, strides, dilations, Arrays.copyOf(pads, rank), image, out);
    Tensor covered = window.cover(p.g());
    long n = p.g().size(0);
    long channels = p.g().size(1);
    var taps = new ArrayList<Tensor>();
    for (int tap = 0; tap < Dims.count(block); tap++) {
      taps.add(window.tap(covered, tap).reshape(n, channels, 1, Dims.count(out)));
    }
    return Tensor.concat(2, taps).reshape(p.x().shape());
  }

  /** The indices count through the whole output. */
  private static Tensor maxima(Pullback p) {
    return p.g()
        .reshape(p.g().count())
        .gatherElements(0, p.x(1).reshape(p.x(1).count()))
        .reshape(p.x().shape());
  }

  private static Tensor written(Call call) {
    Tensor cache = call.x(0);
    Tensor update = call.x(1);
    int axis = call.axis("axis", -2);
    long steps = update.size(axis);
    long[] along = Dims.fill(cache.rank(), 1);
    Tensor positions = cache.tape().integers(Dims.with(along, axis, steps), Dims.range(0, steps));
    if (call.has(2)) {
      positions = positions.plus(call.x(2).reshape(Dims.with(along, 0, cache.size(0))));
    }
    if (call.text("mode", "linear").equals("circular")) {
      positions =
          cache
              .tape()
              .call(
                  "Mod",
                  positions.shape(),
                  Type.INT64,
                  List.of(),
                  positions,
                  cache.tape().scalar(Type.INT64, cache.size(axis)));
    }
    return cache
        .tape()
        .call(
            "ScatterElements",
            cache.shape(),
            cache.type(),
            List.of(Attr.of("axis", axis)),
            cache,
            positions.expand(update.shape()),
            update);
  }

  /** Picks columns of the last axis. */
  private static void features(Pullback p) {
    p.give(
        0,
        () -> {
          int last = p.x().rank() - 1;
          long picks = p.x(1).count();
          if (last == 0) {
            throw new NoGradientException("ArrayFeatureExtractor of a vector");
          }
          long[] shape = Dims.with(p.x().shape(), last, picks);
          long[] row = Dims.with(Dims.fill(last + 1, 1), last, picks);
          Tensor indices = p.x(1).cast(Type.INT64).reshape(row).expand(shape);
          return p.x().zeros().scatterAdd(last, indices, p.g().reshape(shape));
        });
  }
}
