package modellint.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;

/** Draws one operation whose operands the drawing supplies. */
final class OperationDrawing {

  private final Drawing drawing;
  private final Windows windows;

  OperationDrawing(Drawing drawing) {
    this.drawing = drawing;
    this.windows = new Windows(drawing);
  }

  Tensor draw(Operation it) throws Unreadable {
    Optional<Activation> function = Functions.of(it);
    if (function.isPresent()) {
      return activation(it, function.get());
    }
    drawing.compare(it);
    if (it.isFramework()) {
      throw new Unreadable("what " + it.space() + "." + it.method() + " computes is not modelled");
    }
    return switch (it.method()) {
      case "matMul", "batchMatMul" -> product(it);
      case "add", "biasAdd" -> sum(it);
      case "sub", "mul", "div", "pow", "maximum", "minimum" -> binary(it);
      case "conv2d", "depthwiseConv2dNative", "maxPool", "avgPool", "fusedBatchNorm" ->
          windows.draw(it);
      case "reshape" -> reshape(it);
      case "mean", "reduceMean", "sum", "reduceSum", "reduceMax" -> reduce(it);
      case "square" -> square(it);
      case "sqrt", "exp", "log", "neg", "abs", "rsqrt" -> unary(it);
      case "identity", "cast", "stopGradient" -> drawing.draw(it.argument(0));
      case "transpose" -> transpose(it);
      case "concat" -> concat(it);
      case "squeeze", "expandDims" -> axes(it);
      case "gather" -> gather(it);
      default -> opaque(it);
    };
  }

  private Tensor activation(Operation it, Activation function) throws Unreadable {
    Tensor x = drawing.draw(it.argument(0));
    boolean axis = function.attributes().containsKey("axis");
    return axis
        ? new Tensor(drawing.blocks(it).activation(drawing.channelsLast(x), function), false)
        : new Tensor(drawing.blocks(it).activation(x.name(), function), x.channelsFirst());
  }

  private Tensor product(Operation it) throws Unreadable {
    boolean left = it.option("transposeA").flatMap(Value::truth).orElse(false);
    boolean right = it.option("transposeB").flatMap(Value::truth).orElse(false);
    Optional<List<Dim>> weight =
        drawing.isVariable(it.argument(1)) ? Inference.shape(it.argument(1)) : Optional.empty();
    List<Dim> rows =
        List.of(
            Dim.symbol("N"),
            weight
                .filter(shape -> shape.size() == 2)
                .map(shape -> shape.get(right ? 1 : 0))
                .orElse(Dim.symbol("features")));
    Blocks blocks = drawing.blocks(it);
    String a = drawing.channelsLast(drawing.draw(it.argument(0), rows));
    String b = drawing.channelsLast(drawing.draw(it.argument(1)));
    a = left ? flipped(blocks, a, it.argument(0), "TransposeA") : a;
    b = right ? flipped(blocks, b, it.argument(1), "TransposeB") : b;
    return new Tensor(blocks.op("MatMul", "", a, b), false);
  }

  private static String flipped(Blocks blocks, String x, Value operand, String suffix)
      throws Unreadable {
    int rank =
        Inference.shape(operand)
            .map(List::size)
            .orElseThrow(() -> new Unreadable("the rank of a transposed factor is not known"));
    long[] order = new long[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = i < rank - 2 ? i : 2 * rank - 3 - i;
    }
    return blocks.transpose(x, suffix, order);
  }

  /** A sum; of a convolution and a variable it is the convolution's bias. */
  private Tensor sum(Operation it) throws Unreadable {
    Optional<Operation> convolution =
        Operation.of(it.argument(0)).filter(x -> x.is("conv2d") && !windows.isDrawn(x));
    boolean line =
        drawing.isVariable(it.argument(1))
            && Inference.shape(it.argument(1)).filter(s -> s.size() == 1).isPresent();
    return convolution.isPresent() && line
        ? windows.biased(convolution.get(), (Obj) it.argument(1))
        : binary(it);
  }

  private Tensor binary(Operation it) throws Unreadable {
    Tensor a = drawing.draw(it.argument(0));
    Tensor b = drawing.draw(it.argument(1));
    String type =
        switch (it.method()) {
          case "biasAdd" -> "Add";
          case "maximum" -> "Max";
          case "minimum" -> "Min";
          default -> Character.toUpperCase(it.method().charAt(0)) + it.method().substring(1);
        };
    boolean scalar =
        Constants.number(it.argument(0)).isPresent()
            || Constants.number(it.argument(1)).isPresent();
    boolean first =
        (a.channelsFirst() && b.channelsFirst())
            || (scalar && (a.channelsFirst() || b.channelsFirst()));
    Blocks blocks = drawing.blocks(it);
    return first
        ? new Tensor(blocks.op(type, "", a.name(), b.name()), true)
        : new Tensor(blocks.op(type, "", drawing.channelsLast(a), drawing.channelsLast(b)), false);
  }

  private Tensor square(Operation it) throws Unreadable {
    Tensor x = drawing.draw(it.argument(0));
    return new Tensor(drawing.blocks(it).op("Mul", "", x.name(), x.name()), x.channelsFirst());
  }

  private Tensor unary(Operation it) throws Unreadable {
    Tensor x = drawing.draw(it.argument(0));
    Blocks blocks = drawing.blocks(it);
    if (it.is("rsqrt")) {
      String root = blocks.op("Sqrt", "Sqrt", x.name());
      return new Tensor(blocks.op("Reciprocal", "", root), x.channelsFirst());
    }
    String type = Character.toUpperCase(it.method().charAt(0)) + it.method().substring(1);
    return new Tensor(blocks.op(type, "", x.name()), x.channelsFirst());
  }

  private Tensor reshape(Operation it) throws Unreadable {
    List<Value> wanted =
        Shapes.numbers(it.argument(1))
            .orElseThrow(() -> new Unreadable("the shape of a reshape is not known"));
    long[] sizes = sizes(wanted);
    String x = drawing.channelsLast(drawing.draw(it.argument(0)));
    return new Tensor(drawing.blocks(it).reshape(x, "Reshape", sizes), false);
  }

  /** An open first size is the batch, which zero copies; the one other open size follows. */
  private static long[] sizes(List<Value> wanted) throws Unreadable {
    long[] sizes = new long[wanted.size()];
    int open = 0;
    for (int i = 0; i < sizes.length; i++) {
      Optional<Long> size = wanted.get(i).whole();
      open += size.filter(it -> it >= 0).isEmpty() && i > 0 ? 1 : 0;
      sizes[i] = size.orElse(i == 0 ? 0L : -1L);
    }
    if (open > 1) {
      throw new Unreadable("the shape of a reshape is not known");
    }
    if (open == 1 && sizes[0] < 0) {
      sizes[0] = 0;
    }
    return sizes;
  }

  private Tensor reduce(Operation it) throws Unreadable {
    List<Value> axes =
        Shapes.numbers(it.argument(1))
            .orElseThrow(() -> new Unreadable("the axes of a reduction are not known"));
    Tensor x = drawing.draw(it.argument(0));
    boolean kept = it.option("keepDims").flatMap(Value::truth).orElse(false);
    List<Long> all = new ArrayList<>();
    for (Value axis : axes) {
      all.add(axis.whole().orElseThrow(() -> new Unreadable("an axis is not known")));
    }
    String type =
        it.method().toLowerCase(java.util.Locale.ROOT).endsWith("mean")
            ? "ReduceMean"
            : it.method().endsWith("Max") ? "ReduceMax" : "ReduceSum";
    String in = drawing.channelsLast(x);
    Blocks blocks = drawing.blocks(it);
    Attribute keep = new Attribute.Int(kept ? 1 : 0);
    if (type.equals("ReduceSum")) {
      long[] list = all.stream().mapToLong(Long::longValue).toArray();
      return new Tensor(
          blocks.op(type, "", List.of(in, blocks.integers("axes", list)), Map.of("keepdims", keep)),
          false);
    }
    return new Tensor(
        blocks.op(type, "", List.of(in), Map.of("axes", Blocks.ints(all), "keepdims", keep)),
        false);
  }

  private Tensor transpose(Operation it) throws Unreadable {
    Optional<List<Value>> order = Shapes.numbers(it.argument(1));
    if (order.isEmpty() || order.get().stream().anyMatch(x -> x.whole().isEmpty())) {
      throw new Unreadable("the order of a transposition is not known");
    }
    String x = drawing.channelsLast(drawing.draw(it.argument(0)));
    long[] axes = order.get().stream().mapToLong(v -> v.whole().orElseThrow()).toArray();
    return new Tensor(drawing.blocks(it).transpose(x, "", axes), false);
  }

  private Tensor concat(Operation it) throws Unreadable {
    Optional<Long> axis = Constants.number(it.argument(1)).map(Double::longValue);
    if (axis.isEmpty()) {
      throw new Unreadable("the axis of a concatenation is not known");
    }
    var parts = new ArrayList<String>();
    for (Obj operand : Operation.of(it.argument(0)).isPresent() ? List.<Obj>of() : it.operands()) {
      if (operand != it.argument(1)) {
        parts.add(drawing.channelsLast(drawing.draw(operand)));
      }
    }
    return new Tensor(
        drawing.blocks(it).op("Concat", "", parts, Map.of("axis", new Attribute.Int(axis.get()))),
        false);
  }

  private Tensor axes(Operation it) throws Unreadable {
    Value stated = it.is("squeeze") ? it.option("axis").orElse(it.argument(1)) : it.argument(1);
    List<Value> axes =
        Shapes.numbers(stated).orElseThrow(() -> new Unreadable("an axis is not known"));
    String x = drawing.channelsLast(drawing.draw(it.argument(0)));
    Blocks blocks = drawing.blocks(it);
    long[] list = new long[axes.size()];
    for (int i = 0; i < list.length; i++) {
      list[i] = axes.get(i).whole().orElseThrow(() -> new Unreadable("an axis is not known"));
    }
    return new Tensor(
        blocks.op(it.is("squeeze") ? "Squeeze" : "Unsqueeze", "", x, blocks.integers("axes", list)),
        false);
  }

  private Tensor gather(Operation it) throws Unreadable {
    String table = drawing.draw(it.argument(0)).name();
    Blocks blocks = drawing.blocks(it);
    String indices =
        blocks.op(
            "Cast",
            "Indices",
            List.of(drawing.draw(it.argument(1)).name()),
            Map.of("to", new Attribute.Int(7)));
    return new Tensor(blocks.op("Gather", "", table, indices), false);
  }

  private Tensor opaque(Operation it) throws Unreadable {
    var operands = new ArrayList<String>();
    for (Obj operand : it.operands()) {
      operands.add(drawing.channelsLast(drawing.draw(operand)));
    }
    drawing.unknown(it.method() + " is not modelled");
    return new Tensor(drawing.blocks(it).opaque(it.method(), operands, 1).get(0), false);
  }
}
