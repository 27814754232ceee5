package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.List;
import modellint.verify.tape.Dims;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/**
 * Values of an image between its elements: the neighbours of each point, weighed by their distance
 * along each axis. What lies outside is zero, the border, or the image mirrored.
 *
 * @param mode {@code nearest}, {@code linear} or {@code cubic}
 * @param outside {@code zeros}, {@code border} or {@code reflection}
 * @param corners whether mirrors stand on the centres of the outermost elements, not on their edges
 */
record Interpolation(String mode, String outside, boolean corners) {

  /** Keys 1981, <https://doi.org/10.1109/TASSP.1981.1163711>; its free parameter as in PyTorch. */
  private static final double CUBIC = -0.75;

  static final Interpolation BILINEAR = new Interpolation("linear", "zeros", false);

  /** A neighbour along one axis: the index that stands for it, its weight, whether it counts. */
  private record Neighbour(Tensor index, Tensor weight) {}

  /**
   * The image of shape [N, C, sizes...] at {@code points}, one tensor [N, P] an axis: [N, C, P].
   */
  Tensor at(Tensor image, List<Tensor> points) {
    long n = image.size(0);
    long channels = image.size(1);
    long[] sizes = Window.spatial(image);
    long count = points.get(0).size(1);
    Tensor flat = image.reshape(n, channels, Dims.count(sizes));
    List<Neighbour> all =
        List.of(
            new Neighbour(
                image.tape().integers(Dims.of(1, 1), Dims.of(0)),
                image.tape().reals(image.type(), Dims.of(1, 1), 1)));
    for (int axis = 0; axis < sizes.length; axis++) {
      var longer = new ArrayList<Neighbour>();
      for (Neighbour here : neighbours(points.get(axis), sizes[axis])) {
        for (Neighbour before : all) {
          Tensor row = before.index().times(before.index().tape().scalar(Type.INT64, sizes[axis]));
          longer.add(new Neighbour(row.plus(here.index()), before.weight().times(here.weight())));
        }
      }
      all = longer;
    }
    return all.stream()
        .map(
            it ->
                flat.gatherElements(2, it.index().reshape(n, 1, count).expand(n, channels, count))
                    .times(it.weight().expand(n, count).reshape(n, 1, count)))
        .reduce(Tensor::plus)
        .orElseThrow();
  }

  private List<Neighbour> neighbours(Tensor point, long size) {
    if (mode.equals("nearest")) {
      Tensor one = point.tape().filled(point.type(), point.shape(), 1);
      return List.of(placed(point.unary("Round"), one, size));
    }
    Tensor floor = point.unary("Floor");
    Tensor rest = point.minus(floor);
    if (mode.equals("linear")) {
      return List.of(placed(floor, rest.from(1), size), placed(floor.plus(1), rest, size));
    }
    if (!mode.equals("cubic")) {
      throw new NoGradientException("sampling with mode " + mode);
    }
    return List.of(
        placed(floor.plus(-1), far(rest.plus(1)), size),
        placed(floor, near(rest), size),
        placed(floor.plus(1), near(rest.from(1)), size),
        placed(floor.plus(2), far(rest.from(2)), size));
  }

  private static Tensor near(Tensor x) {
    return x.times(CUBIC + 2).plus(-(CUBIC + 3)).times(x.square()).plus(1);
  }

  private static Tensor far(Tensor x) {
    return x.times(CUBIC).plus(-5 * CUBIC).times(x).plus(8 * CUBIC).times(x).plus(-4 * CUBIC);
  }

  private Neighbour placed(Tensor position, Tensor weight, long size) {
    Tensor index = position.cast(Type.INT64);
    return switch (outside) {
      case "zeros" ->
          new Neighbour(
              clamped(index, size),
              weight.where(position.above(-0.5).and(position.below(size - 0.5))));
      case "border" -> new Neighbour(clamped(index, size), weight);
      case "reflection" -> new Neighbour(mirrored(index, size), weight);
      default -> throw new NoGradientException("sampling with padding " + outside);
    };
  }

  private static Tensor clamped(Tensor index, long size) {
    return least(most(index, 0), index.tape().scalar(Type.INT64, size - 1.0));
  }

  private Tensor mirrored(Tensor index, long size) {
    long period = Math.max(1, corners ? 2 * (size - 1) : 2 * size);
    Tensor there =
        index
            .tape()
            .call(
                "Mod",
                index.shape(),
                Type.INT64,
                List.of(),
                index,
                index.tape().scalar(Type.INT64, period));
    return least(there, there.from(corners ? period : period - 1.0));
  }

  private static Tensor least(Tensor a, Tensor b) {
    return a.tape().call("Min", a.shape(), a.type(), List.of(), a, b);
  }

  private static Tensor most(Tensor a, double b) {
    return a.tape().call("Max", a.shape(), a.type(), List.of(), a, a.tape().scalar(a.type(), b));
  }
}
