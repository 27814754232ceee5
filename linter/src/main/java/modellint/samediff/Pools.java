package modellint.samediff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.graph.Attribute;

/** Pooling, and its counterpart that repeats each value. Means leave the padding out. */
final class Pools {

  private Pools() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    return switch (it.method()) {
      case "maxPooling2d" -> pool(drawing, it, "MaxPool", 2);
      case "maxPooling3d" -> pool(drawing, it, "MaxPool", 3);
      case "avgPooling2d" -> pool(drawing, it, "AveragePool", 2);
      case "avgPooling3d" -> pool(drawing, it, "AveragePool", 3);
      case "upsampling2d" -> widened(drawing, it, 2);
      case "upsampling3d" -> widened(drawing, it, 3);
      default -> Optional.empty();
    };
  }

  private static Optional<List<String>> pool(Drawing drawing, Operation it, String type, int axes)
      throws Unreadable, Undetermined {
    Window window = Window.of(it, axes);
    if (window.kernel().length == 0 || it.operand(0).isEmpty()) {
      throw new Undetermined("the window of a " + it.method() + " is not known");
    }
    String x = drawing.draw(it.operand(0).get(), axes + 2);
    Blocks blocks = drawing.blocks(it);
    Map<String, Attribute> attributes = new LinkedHashMap<>(window.attributes());
    if (type.equals("AveragePool")) {
      // The operator has no dilation in this operator set.
      attributes.remove("dilations");
    }
    return window.around(blocks, x, in -> blocks.op(type, "", List.of(in), attributes));
  }

  /**
   * {@code upsampling2d(x, scale)}, {@code (x, h, w, nchw)}, {@code upsampling3d(x, ncdhw, ..)}.
   */
  private static Optional<List<String>> widened(Drawing drawing, Operation it, int axes)
      throws Unreadable, Undetermined {
    List<Long> scales = it.integers();
    boolean last = !it.truth().orElse(true);
    if (it.operand(0).isEmpty() || it.isOpen(1) || scales.isEmpty()) {
      throw new Undetermined("the scales of " + it.method() + " are not known");
    }
    List<Long> all = scales.size() == axes ? scales : Collections.nCopies(axes, scales.get(0));
    String x = drawing.draw(it.operand(0).get(), axes + 2);
    Blocks blocks = drawing.blocks(it);
    var ones = new long[axes];
    var window = new Window(new long[0], ones, ones, ones, "VALID", last, "");
    return window.around(
        blocks,
        x,
        in ->
            blocks.op(
                "Resize",
                "",
                List.of(in, "", blocks.scales("scales", all)),
                Map.of(
                    "mode", new Attribute.Text("nearest"),
                    "coordinate_transformation_mode", new Attribute.Text("asymmetric"),
                    "nearest_mode", new Attribute.Text("floor"))));
  }
}
