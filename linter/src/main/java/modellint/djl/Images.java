package modellint.djl;

import java.util.List;
import java.util.Map;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** What {@code NDImageUtils} does to images whose channels come last. */
final class Images {

  /** The interpolations that ONNX has, as PyTorch computes them. */
  private static final Map<String, Map<String, Attribute>> MODES =
      Map.of(
          "BILINEAR",
          Map.of(
              "mode", new Attribute.Text("linear"),
              "coordinate_transformation_mode", new Attribute.Text("half_pixel")),
          "NEAREST",
          Map.of(
              "mode", new Attribute.Text("nearest"),
              "coordinate_transformation_mode", new Attribute.Text("asymmetric"),
              "nearest_mode", new Attribute.Text("floor")));

  private Images() {}

  /** {@code resize(image, width, height[, interpolation])}: bilinear where none is stated. */
  static Tensor resized(Walk walk, Tensor x, List<Value> arguments) {
    Shape in = x.shape().orElseThrow();
    if (in.rank() < 3) {
      throw new Undetermined("what is resized is no image");
    }
    int rows = in.rank() - 3;
    Dim width = walk.extents().dim(arguments.get(1), "width");
    Dim height = arguments.size() > 2 ? walk.extents().dim(arguments.get(2), "height") : width;
    Shape out = ArrayShapes.with(ArrayShapes.with(in, rows, height), rows + 1, width);
    String mode =
        arguments.size() < 4
            ? "BILINEAR"
            : arguments.get(3) instanceof Value.Constant it ? it.name() : "";
    boolean known =
        in.rank() == 4
            && List.of(in.dim(1), in.dim(2), height, width).stream()
                .allMatch(it -> it.isKnown() && it.size() > 0)
            && MODES.containsKey(mode);
    if (!known) {
      walk.note("NDImageUtils.resize is not modelled");
      return Tensor.of(walk.blocks().opaque("Resize", List.of(x.name()), 1).get(0), out);
    }
    Reshapes reshapes = new Reshapes(walk);
    Tensor first = reshapes.transpose(x, List.of(0L, 3L, 1L, 2L));
    List<Double> scales = List.of(1.0, 1.0, share(height, in.dim(1)), share(width, in.dim(2)));
    String resized =
        walk.blocks()
            .op(
                "Resize",
                "Resize",
                List.of(first.name(), "", walk.blocks().reals("scales", scales)),
                MODES.getOrDefault(mode, Map.of()));
    Shape turned = new Shape(List.of(in.dim(0), in.dim(3), height, width));
    return reshapes.transpose(Tensor.of(resized, turned), List.of(0L, 2L, 3L, 1L));
  }

  private static double share(Dim to, Dim from) {
    return (double) to.size() / from.size();
  }
}
