package modellint.verify.gradient;

import static modellint.verify.gradient.Case.any;
import static modellint.verify.gradient.Case.between;
import static modellint.verify.gradient.Case.bools;
import static modellint.verify.gradient.Case.integers;
import static modellint.verify.gradient.Case.none;
import static modellint.verify.gradient.Case.of;
import static modellint.verify.gradient.Case.positive;
import static modellint.verify.gradient.Case.reals;
import static modellint.verify.gradient.Case.still;

import java.util.List;
import java.util.stream.Stream;
import modellint.onnx.proto.AttributeProto;
import modellint.verify.tape.Attr;

/** At least one case for every rule, more where an operator has corners. */
final class Cases {

  static final List<Case> ALL =
      Stream.of(
              elementwise(),
              linear(),
              windows(),
              norms(),
              layouts(),
              indices(),
              others(),
              StructuredCases.ALL)
          .flatMap(List::stream)
          .toList();

  private Cases() {}

  private static List<Case> elementwise() {
    String functions = "Neg Abs Exp Sin Cos Tanh Sigmoid Erf Atan Sinh Cosh Asinh";
    String activations = "Softplus Softsign Relu LeakyRelu Elu Selu Celu ThresholdedRelu Shrink";
    String hard = "HardSigmoid HardSwish Mish";
    Stream<Case> smooth =
        Stream.of(functions, activations, hard)
            .flatMap(it -> Stream.of(it.split(" ")))
            .map(op -> of(op, 18, any(2, 5)));
    Stream<Case> inside =
        Stream.of("Tan Asin Acos Atanh".split(" ")).map(op -> of(op, 18, between(-0.9, 0.9, 7)));
    Stream<Case> above =
        Stream.of("Log Sqrt Reciprocal".split(" ")).map(op -> of(op, 18, positive(2, 4)));
    Stream<Case> more =
        Stream.of(
            of("Acosh", 18, between(1.5, 3, 6)),
            of("Add", 14, any(2, 3, 4), any(3, 1)),
            of("Sub", 14, any(3), any(2, 3)),
            of("Mul", 14, any(2, 3), any(2, 1)),
            of("Div", 14, any(2, 3), positive(3)),
            of("Pow", 15, positive(2, 3), any(3)),
            of("Mod", 13, between(3.1, 3.9, 4), between(2.1, 2.9, 4)).with("fmod", 1),
            of("Sum", 13, any(2, 3), any(3), any(1, 3)),
            of("Mean", 13, any(2, 3), any(3)),
            of("Max", 13, any(2, 3), between(-1, 1, 2, 3)),
            of("Min", 13, any(2, 3), between(-1, 1, 3)),
            of("Where", 16, bools(1, 0, 1), any(2, 3), any(3)),
            of("PRelu", 16, any(2, 3, 4), positive(3, 1)),
            of("Swish", 24, any(3, 4)),
            of("Gelu", 20, any(3, 4)),
            of("Gelu", 20, any(3, 4)).with("approximate", "tanh"),
            of("Clip", 6, any(3, 4)).with(Attr.of("min", -1f), Attr.of("max", 1f)),
            of("Clip", 13, any(3, 4), scalarInput(-1), scalarInput(1.1f)));
    return Stream.of(smooth, inside, above, more).flatMap(it -> it).toList();
  }

  private static modellint.verify.run.Block scalar(float value) {
    return modellint.verify.run.Block.of(new long[0], new float[] {value});
  }

  static Case.Input scalarInput(float value) {
    return new Case.Input(List.of(scalar(value)), false);
  }

  private static List<Case> linear() {
    return List.of(
        of("MatMul", 13, any(2, 3), any(3, 4)),
        of("MatMul", 13, any(2, 5, 3), any(3, 4)),
        of("MatMul", 13, any(2, 1, 4, 3), any(3, 3, 2)),
        of("MatMul", 13, any(3), any(2, 3, 4)),
        of("MatMul", 13, any(2, 3), any(3)),
        of("Gemm", 13, any(2, 3), any(3, 4), any(4)),
        of("Gemm", 13, any(3, 2), any(4, 3), any(2, 1))
            .with("transA", 1)
            .with("transB", 1)
            .with(Attr.of("alpha", 0.5f), Attr.of("beta", 2f)),
        of("Einsum", 12, any(2, 3), any(3, 4)).with("equation", "ij,jk->ik"),
        of("Einsum", 12, any(2, 5, 3), any(2, 3, 4)).with("equation", "...ij,...jk"),
        of("Einsum", 12, any(2, 3, 4)).with("equation", "bij->b"),
        of("Einsum", 12, any(2, 3, 3)).with("equation", "bii->bi"));
  }

  private static List<Case> windows() {
    return List.of(
        of("Conv", 11, any(2, 3, 7, 6), any(4, 3, 3, 2), any(4)),
        of("Conv", 11, any(2, 3, 8, 8), any(4, 3, 3, 3))
            .with("strides", 2, 3)
            .with("pads", 1, 0, 2, 1)
            .with("dilations", 2, 1),
        of("Conv", 11, any(2, 4, 7), any(6, 2, 3)).with("group", 2).list("strides", 2),
        of("Conv", 11, any(1, 2, 5, 4, 4), any(2, 2, 2, 2, 2)),
        of("Conv", 11, any(1, 2, 6, 6), any(2, 2, 3, 3))
            .with("auto_pad", "SAME_LOWER")
            .with("strides", 2, 2),
        of("ConvTranspose", 11, any(2, 3, 4, 5), any(3, 2, 3, 3), any(2))
            .with("strides", 2, 2)
            .with("pads", 1, 1, 0, 1)
            .with("output_padding", 1, 1),
        of("ConvTranspose", 11, any(1, 4, 5), any(4, 3, 3)).with("group", 2).list("dilations", 2),
        of("MaxPool", 12, any(2, 2, 7, 7))
            .with("kernel_shape", 3, 3)
            .with("strides", 2, 2)
            .with("ceil_mode", 1)
            .with("pads", 1, 0, 1, 0),
        of("MaxPool", 12, any(1, 2, 9)).list("kernel_shape", 3).list("dilations", 2),
        of("AveragePool", 11, any(2, 2, 7, 7))
            .with("kernel_shape", 3, 2)
            .with("strides", 2, 3)
            .with("pads", 1, 0, 1, 1),
        of("AveragePool", 11, any(1, 2, 7))
            .list("kernel_shape", 3)
            .list("strides", 2)
            .with("pads", 1, 1)
            .with("count_include_pad", 1),
        of("AveragePool", 19, any(1, 2, 8))
            .list("kernel_shape", 3)
            .with("ceil_mode", 1)
            .list("strides", 2),
        of("LpPool", 11, any(1, 2, 6, 6)).with("kernel_shape", 2, 2).with("strides", 2, 2),
        of("GlobalAveragePool", 11, any(2, 3, 4, 5)),
        of("GlobalMaxPool", 11, any(2, 3, 4, 5)),
        of("GlobalLpPool", 11, any(2, 3, 4)));
  }

  private static List<Case> norms() {
    Case.Input x = any(4, 3, 5);
    return List.of(
        of("BatchNormalization", 15, x, positive(3), any(3), any(3), positive(3)),
        of("BatchNormalization", 15, x, positive(3), any(3), any(3), positive(3))
            .with("training_mode", 1)
            .outputs(3),
        of("BatchNormalization", 9, x, positive(3), any(3), any(3), positive(3)),
        of("InstanceNormalization", 6, x, positive(3), any(3)),
        of("LayerNormalization", 17, any(4, 3, 5), positive(3, 5), any(3, 5)).with("axis", 1),
        of("GroupNormalization", 18, any(2, 4, 5), positive(2), any(2)).with("num_groups", 2),
        of("GroupNormalization", 21, any(2, 4, 5), positive(4), any(4)).with("num_groups", 2),
        of("RMSNormalization", 23, any(4, 6), positive(6)),
        of("MeanVarianceNormalization", 13, any(2, 3, 4, 4)),
        of("LRN", 13, any(2, 5, 3, 3)).with("size", 3).with(Attr.of("alpha", 0.9f)),
        of("LpNormalization", 1, any(3, 4)).with("axis", 1),
        of("Softmax", 13, any(2, 3, 4)).with("axis", 1),
        of("Softmax", 11, any(2, 3, 4)).with("axis", 1),
        of("LogSoftmax", 13, any(2, 3, 4)),
        of("LogSoftmax", 11, any(2, 3, 4)).with("axis", 1));
  }

  private static List<Case> layouts() {
    return List.of(
        of("Reshape", 14, any(2, 6), integers(3, -1)),
        of("Flatten", 13, any(2, 3, 4)),
        of("Squeeze", 13, any(2, 1, 4), integers(1)),
        of("Unsqueeze", 13, any(2, 4), integers(1)),
        of("Identity", 16, any(3)),
        of("Dropout", 13, any(3, 4)),
        of("Cast", 13, any(3)).with("to", 11),
        of("CastLike", 15, any(3), any(1)),
        of("Transpose", 13, any(2, 3, 4)).with("perm", 2, 0, 1),
        of("Concat", 13, any(2, 3), any(2, 2)).with("axis", -1),
        of("Split", 13, any(6, 2), integers(2, 4)).with("axis", 0).outputs(2),
        of("Slice", 13, any(5, 6), integers(1, -5), integers(4, Long.MAX_VALUE), integers(0, 1)),
        of("Slice", 13, any(7), integers(-1), integers(Long.MIN_VALUE), integers(0), integers(-2)),
        of("Pad", 13, any(3, 4), integers(1, 0, 0, -1), scalarInput(0.7f)),
        of("Pad", 13, any(3, 4), integers(1, 2, 0, 1)).with("mode", "reflect"),
        of("Expand", 13, any(3, 1), integers(2, 3, 4)),
        of("Tile", 13, any(2, 3), integers(2, 3)),
        of("DepthToSpace", 13, any(1, 8, 2, 3)).with("blocksize", 2),
        of("DepthToSpace", 13, any(1, 8, 2, 3)).with("blocksize", 2).with("mode", "CRD"),
        of("SpaceToDepth", 13, any(1, 2, 4, 6)).with("blocksize", 2),
        of("ReverseSequence", 10, any(4, 2), integers(3, 2)),
        of("Trilu", 14, any(3, 4)).with("upper", 0),
        of("CumSum", 14, any(2, 4), integers(new long[0], 1)).with("exclusive", 1));
  }

  private static List<Case> indices() {
    return List.of(
        of("Gather", 13, any(5, 3), integers(new long[] {2, 2}, 1, -1, 1, 4)),
        of("Gather", 13, any(2, 5, 3), integers(1, 1, 3)).with("axis", 1),
        of("GatherElements", 13, any(3, 3), integers(new long[] {2, 3}, 0, 1, 2, 0, 1, 0)),
        of("GatherND", 13, any(3, 4, 2), integers(new long[] {2, 2}, 0, 1, 2, 3)),
        of("GatherND", 13, any(2, 3, 2), integers(new long[] {2, 1}, 1, 0)).with("batch_dims", 1),
        of("Compress", 11, any(4, 2), bools(0, 1, 1, 0)).with("axis", 0),
        of("TopK", 11, any(3, 6), integers(2)).outputs(2),
        of("Scatter", 10, any(4), integers(1, 3), any(2)),
        of("ScatterElements", 18, any(4), integers(1, 3), any(2)),
        of("ScatterElements", 18, any(4), integers(1, 1), any(2)).with("reduction", "add"),
        of("ScatterND", 18, any(4, 2), integers(new long[] {2, 1}, 3, 0), any(2, 2)),
        of("ScatterElements", 18, any(4), integers(1, 1), any(2)).with("reduction", "mul"),
        of("ScatterElements", 18, any(4), integers(1, 1), between(3, 4, 2))
            .with("reduction", "max"),
        of("ScatterND", 18, any(4, 2), integers(new long[] {2, 1}, 3, 3), positive(2, 2))
            .with("reduction", "min"));
  }

  private static List<Case> others() {
    List<Case> reductions =
        Stream.of("L1 L2 Mean Max Min Prod SumSquare".split(" "))
            .map(op -> of("Reduce" + op, 13, any(3, 4, 2)).with("axes", 1, 2).with("keepdims", 0))
            .toList();
    List<Case> rest =
        List.of(
            of("ReduceSum", 13, any(3, 4), integers(0)),
            of("ReduceSum", 13, any(3, 4)),
            of("ReduceLogSum", 13, positive(3, 4)).list("axes", 1),
            of("ReduceLogSumExp", 18, any(3, 4), integers(1)),
            of("Upsample", 9, any(1, 2, 3, 4), still(1, 1, 2, 3)),
            of("Upsample", 7, any(1, 2, 3, 4)).with(floats("scales", 1, 1, 2, 2)),
            of("Resize", 10, any(1, 2, 3, 4), still(1, 1, 2, 1.5f)),
            of("Resize", 13, any(1, 2, 4, 5), none(), none(), integers(1, 2, 7, 3))
                .with("mode", "linear"),
            of("Resize", 13, any(1, 2, 4, 5), none(), none(), integers(1, 2, 6, 8))
                .with("mode", "cubic"),
            of("Resize", 19, any(1, 2, 4, 5), none(), still(2, 1.5f))
                .list("axes", 3, 2)
                .with("mode", "linear"),
            of("Resize", 19, any(1, 1, 2, 4), none(), none(), integers(7, 8))
                .with("axes", 2, 3)
                .with("keep_aspect_ratio_policy", "not_smaller"),
            of("SoftmaxCrossEntropyLoss", 13, any(3, 4), integers(1, 3, 0)),
            of(
                    "NegativeLogLikelihoodLoss",
                    13,
                    any(3, 4, 2),
                    integers(new long[] {3, 2}, 1, 3, 0, 2, 2, 1),
                    positive(4))
                .with("ignore_index", 2),
            of("LSTM", 14, any(4, 2, 3), any(2, 20, 3), any(2, 20, 5), any(2, 40))
                .with("hidden_size", 5)
                .with("direction", "bidirectional"),
            of(
                    "LSTM",
                    14,
                    any(3, 2, 3),
                    any(1, 8, 3),
                    any(1, 8, 2),
                    none(),
                    none(),
                    any(1, 2, 2),
                    any(1, 2, 2),
                    any(1, 6))
                .with("hidden_size", 2)
                .outputs(3),
            of(
                    "LSTM",
                    14,
                    any(4, 2, 3),
                    any(1, 8, 3),
                    any(1, 8, 2),
                    none(),
                    new Case.Input(List.of(shorts(2, 4)), false))
                .with("hidden_size", 2)
                .with("direction", "reverse")
                .with(Attr.of("clip", 1.3f))
                .outputs(3),
            of("RNN", 14, any(3, 2, 3), any(2, 2, 3), any(2, 2, 2))
                .with("hidden_size", 2)
                .with("direction", "bidirectional")
                .with(texts("activations", "Affine", "LeakyRelu"))
                .with(floats("activation_alpha", 0.7f, 0.2f))
                .with(floats("activation_beta", 0.1f)),
            of("GRU", 14, any(4, 2, 3), any(1, 15, 3), any(1, 15, 5), any(1, 30))
                .with("hidden_size", 5)
                .with("linear_before_reset", 1),
            of("GRU", 14, any(4, 2, 3), any(1, 15, 3), any(1, 15, 5), any(1, 30))
                .with("hidden_size", 5)
                .with("direction", "reverse"),
            of("RNN", 14, any(4, 2, 3), any(1, 5, 3), any(1, 5, 5), any(1, 10))
                .with("hidden_size", 5),
            of("OneHot", 11, integers(1, 0, 2), integers(new long[0], 4), reals(0.2f, 0.9f)),
            of("DequantizeLinear", 13, bytes(3, -5, 7, 100), scalarInput(0.1f)),
            of("DequantizeLinear", 21, bytes(3, -5, 7, 100), reals(0.1f, 0.7f))
                .with("axis", 0)
                .with("block_size", 2));
    return Stream.of(reductions, rest).flatMap(List::stream).toList();
  }

  static Case.Input bytes(int... values) {
    var bytes = java.nio.ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return new Case.Input(
        List.of(new modellint.verify.run.Block(3, new long[] {values.length}, bytes.rewind())),
        false);
  }

  private static modellint.verify.run.Block shorts(int... values) {
    var bytes =
        java.nio.ByteBuffer.allocate(values.length * Integer.BYTES)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    return new modellint.verify.run.Block(
        modellint.verify.tape.Type.INT32, new long[] {values.length}, bytes.rewind());
  }

  private static AttributeProto texts(String name, String... values) {
    var attribute = AttributeProto.newBuilder().setName(name).setType(8);
    for (String value : values) {
      attribute.addStrings(com.google.protobuf.ByteString.copyFromUtf8(value));
    }
    return attribute.build();
  }

  private static AttributeProto floats(String name, float... values) {
    var attribute = AttributeProto.newBuilder().setName(name).setType(6);
    for (float value : values) {
      attribute.addFloats(value);
    }
    return attribute.build();
  }
}
