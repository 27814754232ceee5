package modellint.tensorflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Declaration;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Shape;

/**
 * Convolutions, pooling and batch normalisation of images. TensorFlow's kernels are [height, width,
 * in, out], those of ONNX [out, in, height, width].
 */
final class Windows {

  private final Drawing drawing;
  private final List<Operation> done = new ArrayList<>();

  Windows(Drawing drawing) {
    this.drawing = drawing;
  }

  boolean isDrawn(Operation it) {
    return done.contains(it);
  }

  Tensor draw(Operation it) throws Unreadable {
    if (it.option("dataFormat").flatMap(Value::text).filter("NCHW"::equals).isPresent()) {
      throw new Unreadable("images with their channels first are not modelled");
    }
    return switch (it.method()) {
      case "conv2d" -> convolution(it, Optional.empty());
      case "depthwiseConv2dNative" -> depthwise(it);
      case "fusedBatchNorm" -> norm(it);
      default -> pool(it);
    };
  }

  Tensor biased(Operation convolution, Obj bias) throws Unreadable {
    return convolution(convolution, Optional.of(bias));
  }

  private Tensor convolution(Operation it, Optional<Obj> bias) throws Unreadable {
    done.add(it);
    Obj filter = filter(it);
    List<Dim> sizes = drawing.sizes(filter);
    String x = images(it, sizes.get(2));
    Declaration weight =
        drawing.declared(
            filter, new Shape(List.of(sizes.get(3), sizes.get(2), sizes.get(0), sizes.get(1))));
    Optional<Declaration> line =
        bias.isEmpty()
            ? Optional.empty()
            : Optional.of(drawing.declared(bias.get(), new Shape(drawing.sizes(bias.get()))));
    return new Tensor(
        drawing.blocks(it).conv("Conv", "", x, weight, line, attributes(it, sizes, 1)), true);
  }

  private Tensor depthwise(Operation it) throws Unreadable {
    Obj filter = filter(it);
    List<Dim> sizes = drawing.sizes(filter);
    if (!sizes.get(2).isKnown() || !sizes.get(3).isKnown()) {
      throw new Unreadable("the channels of a depthwise convolution are not known");
    }
    String x = images(it, sizes.get(2));
    Declaration weight =
        drawing.declared(
            filter,
            new Shape(
                List.of(sizes.get(2).times(sizes.get(3)), Dim.of(1), sizes.get(0), sizes.get(1))));
    return new Tensor(
        drawing
            .blocks(it)
            .conv(
                "Conv",
                "",
                x,
                weight,
                Optional.empty(),
                attributes(it, sizes, sizes.get(2).size())),
        true);
  }

  private Obj filter(Operation it) throws Unreadable {
    if (!drawing.isVariable(it.argument(1)) || drawing.sizes(it.argument(1)).size() != 4) {
      throw new Unreadable("a convolution whose kernel is no variable is not modelled");
    }
    return (Obj) it.argument(1);
  }

  private String images(Operation it, Dim channels) throws Unreadable {
    return drawing.channelsFirst(
        drawing.draw(
            it.argument(0),
            List.of(Dim.symbol("N"), Dim.symbol("height"), Dim.symbol("width"), channels)));
  }

  private static Map<String, Attribute> attributes(Operation it, List<Dim> sizes, long groups)
      throws Unreadable {
    if (!sizes.get(0).isKnown() || !sizes.get(1).isKnown()) {
      throw new Unreadable("the size of a kernel is not known");
    }
    var attributes = new LinkedHashMap<String, Attribute>();
    attributes.put("kernel_shape", Blocks.ints(sizes.get(0).size(), sizes.get(1).size()));
    attributes.put("strides", Blocks.ints(pair(it.argument(2))));
    if (it.option("dilations").isPresent()) {
      attributes.put("dilations", Blocks.ints(pair(it.option("dilations").get())));
    }
    attributes.put("group", new Attribute.Int(groups));
    attributes.put("auto_pad", padding(it));
    return attributes;
  }

  /** The two numbers about space among the four about [batch, height, width, channels]. */
  private static List<Long> pair(Value four) throws Unreadable {
    Optional<List<Value>> numbers = Shapes.numbers(four).filter(it -> it.size() == 4);
    if (numbers.isEmpty()
        || numbers.get().get(1).whole().isEmpty()
        || numbers.get().get(2).whole().isEmpty()) {
      throw new Unreadable("the strides or sizes of a window are not known");
    }
    return List.of(
        numbers.get().get(1).whole().orElseThrow(), numbers.get().get(2).whole().orElseThrow());
  }

  private static Attribute padding(Operation it) throws Unreadable {
    Optional<String> word = it.arguments().stream().flatMap(a -> a.text().stream()).findFirst();
    if (word.isEmpty() || !word.get().matches("SAME|VALID")) {
      throw new Unreadable("the padding of a window is not known");
    }
    return new Attribute.Text(word.get().equals("SAME") ? "SAME_UPPER" : "VALID");
  }

  private Tensor pool(Operation it) throws Unreadable {
    String x = drawing.channelsFirst(drawing.draw(it.argument(0)));
    return new Tensor(
        drawing
            .blocks(it)
            .op(
                it.is("maxPool") ? "MaxPool" : "AveragePool",
                "",
                List.of(x),
                Map.of(
                    "kernel_shape", Blocks.ints(pair(it.argument(1))),
                    "strides", Blocks.ints(pair(it.argument(2))),
                    "auto_pad", padding(it))),
        true);
  }

  /** {@code fusedBatchNorm(x, scale, offset, mean, variance)}. */
  private Tensor norm(Operation it) throws Unreadable {
    var declared = new ArrayList<Declaration>();
    for (int i = 1; i < 5; i++) {
      if (!drawing.isVariable(it.argument(i))) {
        throw new Unreadable("a batch normalisation without variables is not modelled");
      }
      declared.add(
          drawing.declared((Obj) it.argument(i), new Shape(drawing.sizes(it.argument(i)))));
    }
    drawing.freeze(declared.get(2).shape().elements());
    drawing.freeze(declared.get(3).shape().elements());
    String x = drawing.channelsFirst(drawing.draw(it.argument(0)));
    return new Tensor(
        drawing
            .blocks(it)
            .batchNorm(
                x,
                declared.get(0),
                declared.get(1),
                declared.get(2),
                declared.get(3),
                it.option("epsilon").flatMap(Value::real).orElse(1e-4)),
        true);
  }
}
