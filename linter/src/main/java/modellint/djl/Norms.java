package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;

/** Normalisation by the batch (axis 1, eps 1e-5) and by the sample (all axes but the batch). */
final class Norms {

  private static final double EPSILON = 1e-5;

  private Norms() {}

  static Tensor batch(Walk walk, Settings settings, Tensor x) {
    int axis =
        settings
            .value("optAxis")
            .map(
                it ->
                    it.whole()
                        .orElseThrow(
                            () -> new Undetermined("the axis of a BatchNorm is not known")))
            .map(Long::intValue)
            .orElse(1);
    Tensor in = walk.shaped(x, wanted(axis));
    inside(walk, settings.type(), axis, in.shape().orElseThrow().rank());
    return batch(
        walk,
        walk.path(),
        in,
        axis,
        settings.truth(true, "optScale"),
        settings.truth(true, "optCenter"),
        epsilon(settings));
  }

  /** An input that has an axis of this index. */
  private static Shape wanted(long axis) {
    var dims = new ArrayList<>(List.of(Dim.symbol("N"), Dim.symbol("features")));
    for (int i = 2; i <= Math.min(axis, 8); i++) {
      dims.add(Dim.symbol("size" + i));
    }
    return new Shape(dims);
  }

  /** The library counts axes from the first alone. */
  private static void inside(Walk walk, String type, long axis, int rank) {
    if (axis < 0 || axis >= rank) {
      throw walk.refused(Fault.OUTLYING_AXIS, type, axis, axis < 0 ? 0 : rank - 1);
    }
  }

  /** {@code BatchNorm.builder().optAxis(axis).build()} as the block at {@code path}. */
  static Tensor batch(Walk walk, String path, Tensor in, int axis) {
    inside(walk, "BatchNorm", axis, in.shape().map(Shape::rank).orElse(axis + 1));
    return walk.at(path, () -> batch(walk, path, in, axis, true, true, EPSILON));
  }

  private static Tensor batch(
      Walk walk,
      String path,
      Tensor in,
      int axis,
      boolean scaled,
      boolean centred,
      double epsilon) {
    Shape line = new Shape(List.of(in.shape().orElseThrow().dim(axis)));
    Tensor turned = axis == 1 ? in : swapped(walk, in, axis);
    Parameters all = walk.parameters();
    String normal =
        walk.blocks()
            .batchNorm(
                turned.name(),
                all.declare(path, "gamma", ParameterType.GAMMA, line, line, scaled),
                all.declare(path, "beta", ParameterType.BETA, line, line, centred),
                all.declare(path, "runningMean", ParameterType.RUNNING_MEAN, line, line, false),
                all.declare(path, "runningVar", ParameterType.RUNNING_VAR, line, line, false),
                epsilon);
    Tensor out = turned.like(normal);
    return axis == 1 ? out : swapped(walk, out, axis);
  }

  private static Tensor swapped(Walk walk, Tensor x, int axis) {
    var order = new ArrayList<Long>();
    for (long i = 0; i < x.shape().orElseThrow().rank(); i++) {
      order.add(i);
    }
    java.util.Collections.swap(order, 1, axis);
    return new Reshapes(walk).transpose(x, order);
  }

  private static double epsilon(Settings settings) {
    return settings.real("optEpsilon").orElse(EPSILON);
  }

  static Tensor layer(Walk walk, Settings settings, Tensor x) {
    List<Value> axes =
        settings.last("axis").map(it -> Sizes.spread(it.arguments())).orElse(List.of());
    long last = axes.stream().flatMap(it -> it.whole().stream()).reduce(0L, Math::max);
    Tensor in = walk.shaped(x, wanted(last));
    int rank = in.shape().orElseThrow().rank();
    if (rank < 2 && axes.isEmpty()) {
      throw walk.refused(Fault.UNFIT_AXES, settings.type(), rank, 2);
    }
    int first = axes.isEmpty() ? 1 : rank - axes.size();
    for (int i = 0; i < axes.size(); i++) {
      int given =
          axes.get(i)
              .whole()
              .map(Long::intValue)
              .orElseThrow(() -> new Undetermined("the axes of a LayerNorm are not known"));
      inside(walk, settings.type(), given, rank);
      if (given != first + i) {
        throw walk.refused(Fault.INNER_NORM, settings.type(), given, first + (double) i);
      }
    }
    Shape shape = in.shape().orElseThrow();
    Shape over = new Shape(shape.dims().subList(Math.min(first, shape.rank()), shape.rank()));
    String gamma =
        walk.parameters()
            .declare(
                walk.path(),
                "gamma",
                ParameterType.GAMMA,
                over,
                over,
                settings.truth(true, "optScale"));
    String beta =
        walk.parameters()
            .declare(
                walk.path(),
                "beta",
                ParameterType.BETA,
                over,
                over,
                settings.truth(true, "optCenter"));
    Map<String, Attribute> attributes =
        Map.of("epsilon", new Attribute.Real(epsilon(settings)), "axis", new Attribute.Int(first));
    return in.like(
        walk.blocks().op("LayerNormalization", "", List.of(in.name(), gamma, beta), attributes));
  }
}
