package modellint.samediff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Shape;

/**
 * Convolutions. The library's kernels are [k.., in, out] unless the configuration says otherwise,
 * those that widen [k.., out, in], depthwise ones [k.., in, multiplier].
 */
final class Convolutions {

  private Convolutions() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    return switch (it.method()) {
      case "conv1d" -> plain(drawing, it, 1);
      case "conv2d" -> plain(drawing, it, 2);
      case "conv3d" -> plain(drawing, it, 3);
      case "deconv2d" -> widening(drawing, it, 2);
      case "deconv3d" -> widening(drawing, it, 3);
      case "depthWiseConv2d" -> depthwise(drawing, it);
      case "separableConv2d" -> separable(drawing, it);
      default -> Optional.empty();
    };
  }

  private static Optional<List<String>> plain(Drawing drawing, Operation it, int axes)
      throws Unreadable, Undetermined {
    Window window = Window.of(it, axes);
    String x = drawing.draw(operand(it, 0), axes + 2);
    String kernel = drawing.draw(operand(it, 1), axes + 2);
    String bias = bias(drawing, it, 2);
    Blocks blocks = drawing.blocks(it);
    long[] order = window.kernelOrder();
    String weight = order.length == 0 ? kernel : blocks.transpose(kernel, "Kernel", order);
    return window.around(
        blocks, x, in -> blocks.op("Conv", "", operands(in, weight, bias), window.attributes()));
  }

  private static Optional<List<String>> widening(Drawing drawing, Operation it, int axes)
      throws Unreadable, Undetermined {
    Window window = Window.of(it, axes);
    String x = drawing.draw(operand(it, 0), axes + 2);
    String kernel = drawing.draw(operand(it, 1), axes + 2);
    String bias = bias(drawing, it, 2);
    Blocks blocks = drawing.blocks(it);
    String weight = blocks.transpose(kernel, "Kernel", window.kernelLast());
    return window.around(
        blocks,
        x,
        in -> blocks.op("ConvTranspose", "", operands(in, weight, bias), window.attributes()));
  }

  private static Optional<List<String>> depthwise(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    Window window = Window.of(it, 2);
    String x = drawing.draw(operand(it, 0), 4);
    String kernel = drawing.draw(operand(it, 1), 4);
    String bias = bias(drawing, it, 2);
    Blocks blocks = drawing.blocks(it);
    Grouped grouped = grouped(drawing, blocks, kernel, window);
    return window.around(
        blocks,
        x,
        in -> blocks.op("Conv", "", operands(in, grouped.kernel(), bias), grouped.attributes()));
  }

  private static Optional<List<String>> separable(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    Window window = Window.of(it, 2);
    String x = drawing.draw(operand(it, 0), 4);
    String depth = drawing.draw(operand(it, 1), 4);
    String point = drawing.draw(operand(it, 2), 4);
    String bias = bias(drawing, it, 3);
    Blocks blocks = drawing.blocks(it);
    Grouped grouped = grouped(drawing, blocks, depth, window);
    String weight = blocks.transpose(point, "PointKernel", 3, 2, 0, 1);
    return window.around(
        blocks,
        x,
        in -> {
          List<String> first = List.of(in, grouped.kernel());
          String between = blocks.op("Conv", "Depthwise", first, grouped.attributes());
          return blocks.op("Conv", "", operands(between, weight, bias), Map.of());
        });
  }

  /** One kernel for each input channel. */
  private record Grouped(String kernel, Map<String, Attribute> attributes) {}

  private static Grouped grouped(Drawing drawing, Blocks blocks, String kernel, Window window)
      throws Undetermined {
    Shape shape = drawing.shape(kernel).filter(it -> it.rank() == 4).orElse(Shape.of());
    List<Dim> sizes = shape.dims();
    if (sizes.isEmpty() || !shape.isKnown()) {
      throw new Undetermined("the channels of a depthwise convolution are not known");
    }
    long in = sizes.get(2).size();
    long out = in * sizes.get(3).size();
    String turned = blocks.transpose(kernel, "Kernel", 2, 3, 0, 1);
    String flat =
        blocks.reshape(turned, "Groups", out, 1, sizes.get(0).size(), sizes.get(1).size());
    var attributes = new LinkedHashMap<>(window.attributes());
    attributes.put("group", new Attribute.Int(in));
    return new Grouped(flat, attributes);
  }

  private static List<String> operands(String x, String weight, String bias) {
    var operands = new ArrayList<>(List.of(x, weight));
    if (!bias.isEmpty()) {
      operands.add(bias);
    }
    return operands;
  }

  private static Obj operand(Operation it, int at) throws Undetermined {
    return it.operand(at)
        .orElseThrow(() -> new Undetermined("an operand of " + it.method() + " is not known"));
  }

  /** A bias may be a row, [1, out]. */
  private static String bias(Drawing drawing, Operation it, int at)
      throws Unreadable, Undetermined {
    Optional<Obj> bias = it.operand(at);
    if (bias.isEmpty()) {
      return "";
    }
    String drawn = drawing.draw(bias.get(), 1);
    return drawing.rank(drawn) == 1 ? drawn : drawing.blocks(it).reshape(drawn, "Bias", -1);
  }
}
