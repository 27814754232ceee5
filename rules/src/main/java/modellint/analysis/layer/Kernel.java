package modellint.analysis.layer;

import java.util.Optional;
import java.util.Set;
import modellint.graph.Dim;
import modellint.graph.Node;
import modellint.graph.Shape;

/**
 * How an operator uses its weight. Fans are taken from what the operator does with each axis, never
 * from the layout in which a framework happens to store the tensor.
 *
 * @param outputAxis axis of the weight as the operator reads it
 * @param biasInput index of the operator's bias input; past the end where it has none
 * @param factor what the operator multiplies the product with
 */
record Kernel(
    Source weight,
    long fanIn,
    long fanOut,
    long units,
    int outputAxis,
    int biasInput,
    double factor) {

  private static final int NONE = Integer.MAX_VALUE;
  private static final Set<String> DOMAINS = Set.of("", "com.microsoft", "com.microsoft.nchwc");

  static Optional<Kernel> of(Node node, Sources sources) {
    if (!DOMAINS.contains(node.domain())) {
      return Optional.empty();
    }
    return switch (node.type()) {
      case "Gemm", "FusedGemm" -> gemm(node, sources, 1, 2);
      case "QGemm" -> gemm(node, sources, 3, 6);
      case "MatMul", "FusedMatMul", "TransposeMatMul", "MatMulInteger", "MatMulIntegerToFloat" ->
          matMul(node, sources, 1, NONE);
      case "DynamicQuantizeMatMul" -> matMul(node, sources, 1, 4);
      case "QLinearMatMul" -> matMul(node, sources, 3, NONE);
      case "Attention", "QAttention" -> matMul(node, sources, 1, 2);
      case "Conv", "FusedConv", "NhwcFusedConv" -> conv(node, sources, 1, 2);
      case "ConvInteger" -> conv(node, sources, 1, NONE);
      case "DeformConv" -> conv(node, sources, 1, 3);
      case "QLinearConv" -> conv(node, sources, 3, 8);
      case "ConvTranspose" -> transposed(node, sources);
      case "LSTM", "GRU", "RNN", "DynamicQuantizeLSTM" -> recurrent(node, sources);
      case "Gather" -> embedding(node, sources);
      case "Einsum" -> einsum(node, sources);
      default -> Optional.empty();
    };
  }

  private static Optional<Source> source(Node node, int input, Sources sources) {
    return node.input(input).flatMap(sources::of);
  }

  private static Optional<Kernel> gemm(Node node, Sources sources, int index, int bias) {
    double alpha = node.real("alpha", 1);
    boolean transB = node.integer("transB", 0) != 0;
    Optional<Source> right = source(node, index, sources).filter(it -> it.shape().rank() == 2);
    if (right.isPresent()) {
      int units = transB ? 0 : 1;
      return Optional.of(product(right.get(), 1 - units, units, bias, alpha));
    }
    int units = node.integer("transA", 0) != 0 ? 1 : 0;
    return source(node, 0, sources)
        .filter(it -> it.shape().rank() == 2)
        .map(left -> product(left, 1 - units, units, bias, alpha));
  }

  private static Optional<Kernel> matMul(Node node, Sources sources, int index, int bias) {
    double alpha = node.real("alpha", 1);
    Optional<Source> left = source(node, 0, sources);
    Optional<Source> right = source(node, index, sources);
    if (left.isPresent() == right.isPresent()) {
      return Optional.empty();
    }
    Source weight = right.or(() -> left).get();
    int rank = weight.shape().rank();
    if (rank < 2) {
      return Optional.of(
          new Kernel(weight, rank == 0 ? 1 : size(weight.shape(), 0), 1, 1, 0, bias, alpha));
    }
    boolean turned = node.integer(right.isPresent() ? "transB" : "transA", 0) != 0;
    int units = right.isPresent() != turned ? rank - 1 : rank - 2;
    return Optional.of(product(weight, 2 * rank - 3 - units, units, bias, alpha));
  }

  private static Kernel product(Source weight, int in, int out, int bias, double factor) {
    long units = size(weight.shape(), out);
    return new Kernel(weight, size(weight.shape(), in), units, units, out, bias, factor);
  }

  /** Weight [M, C/group, kernel...]. */
  private static Optional<Kernel> conv(Node node, Sources sources, int index, int bias) {
    return source(node, index, sources)
        .filter(it -> it.shape().rank() >= 2)
        .map(
            weight -> {
              Shape shape = weight.shape();
              long area = area(shape);
              long units = size(shape, 0);
              long perGroup = units / Math.max(1, node.integer("group", 1));
              return new Kernel(weight, size(shape, 1) * area, perGroup * area, units, 0, bias, 1);
            });
  }

  /** Weight [C, M/group, kernel...]. */
  private static Optional<Kernel> transposed(Node node, Sources sources) {
    return source(node, 1, sources)
        .filter(it -> it.shape().rank() >= 2)
        .map(
            weight -> {
              Shape shape = weight.shape();
              long area = area(shape);
              long group = Math.max(1, node.integer("group", 1));
              long fanIn = size(shape, 0) / group * area;
              long perGroup = size(shape, 1);
              return new Kernel(weight, fanIn, perGroup * area, perGroup * group, 1, 2, 1);
            });
  }

  /** Weight [directions, gates * hidden, input]. */
  private static Optional<Kernel> recurrent(Node node, Sources sources) {
    int input = node.type().startsWith("Dynamic") ? 2 : 1;
    return source(node, 1, sources)
        .filter(it -> it.shape().rank() == 3)
        .map(
            weight -> {
              Shape shape = weight.shape();
              int out = input == 1 ? 1 : 2;
              long gates =
                  switch (node.type()) {
                    case "GRU" -> 3;
                    case "RNN" -> 1;
                    default -> 4;
                  };
              long rows = size(shape, out);
              long units = size(shape, 0) * node.integer("hidden_size", rows / gates);
              return new Kernel(weight, size(shape, 3 - out), rows, units, out, 3, 1);
            });
  }

  /** A table of vectors that the data index; a constant index only rearranges the table. */
  private static Optional<Kernel> embedding(Node node, Sources sources) {
    if (node.input(1).flatMap(sources::of).isPresent()) {
      return Optional.empty();
    }
    return source(node, 0, sources)
        .filter(it -> it.parameter().type().isFloating() && it.shape().rank() == 2)
        .map(
            table -> {
              int out = node.integer("axis", 0) == 0 ? 1 : 0;
              long units = size(table.shape(), out);
              return new Kernel(table, 1, units, units, out, NONE, 1);
            });
  }

  /** Two operands, one of them the weight: axes that do not reach the output are summed over. */
  private static Optional<Kernel> einsum(Node node, Sources sources) {
    String[] sides = node.text("equation", "").replace(" ", "").split("->", -1);
    String[] operands = sides[0].split(",", -1);
    if (sides.length != 2 || operands.length != 2 || node.inputs().size() != 2) {
      return Optional.empty();
    }
    int side = source(node, 1, sources).isPresent() ? 1 : 0;
    String axes = operands[side];
    String data = operands[1 - side];
    Optional<Source> weight =
        source(node, side, sources).filter(it -> it.shape().rank() == axes.length());
    if (weight.isEmpty() || source(node, 1 - side, sources).isPresent() || axes.contains(".")) {
      return Optional.empty();
    }
    long fanIn = 1;
    long fanOut = 1;
    int output = 0;
    for (int axis = 0; axis < axes.length(); axis++) {
      long size = size(weight.get().shape(), axis);
      if (sides[1].indexOf(axes.charAt(axis)) < 0) {
        fanIn *= size;
      } else if (data.indexOf(axes.charAt(axis)) < 0) {
        fanOut *= size;
        output = axis;
      }
    }
    return Optional.of(new Kernel(weight.get(), fanIn, fanOut, fanOut, output, NONE, 1));
  }

  private static long area(Shape shape) {
    long area = 1;
    for (int axis = 2; axis < shape.rank(); axis++) {
      area *= size(shape, axis);
    }
    return area;
  }

  private static long size(Shape shape, int axis) {
    Dim dim = shape.dim(axis);
    return dim.isKnown() ? dim.size() : 0;
  }
}
