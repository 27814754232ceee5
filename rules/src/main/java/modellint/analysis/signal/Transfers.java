package modellint.analysis.signal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.Node;

/** The transfer of every operator that is modelled, by operator type. */
final class Transfers {

  private static final Map<String, Transfer> ALL = all();

  private Transfers() {}

  static Optional<Transfer> of(Node node) {
    boolean known = node.domain().isEmpty() || node.domain().equals("com.microsoft");
    return known ? Optional.ofNullable(ALL.get(node.type())) : Optional.empty();
  }

  private static Map<String, Transfer> all() {
    var all = new HashMap<String, Transfer>();
    Activations.all().forEach((type, f) -> all.put(type, new PointwiseTransfer(f)));
    for (String type : List.of("Add", "Sub", "Mul", "Div", "Max", "Min")) {
      all.put(type, new BinaryTransfer(type));
    }
    for (String type :
        List.of(
            "Reshape",
            "Flatten",
            "Transpose",
            "Squeeze",
            "Unsqueeze",
            "Identity",
            "Cast",
            "CastLike",
            "DepthToSpace",
            "SpaceToDepth",
            "QuantizeLinear",
            "DequantizeLinear")) {
      all.put(type, new LayoutTransfer());
    }
    for (String type : List.of("Slice", "Split", "Gather")) {
      all.put(type, new SelectionTransfer());
    }
    for (String type : List.of("AveragePool", "GlobalAveragePool", "ReduceMean", "ReduceSum")) {
      all.put(type, new PoolingTransfer());
    }
    for (String type : List.of("MaxPool", "GlobalMaxPool", "ReduceMax")) {
      all.put(type, new MaxPoolTransfer());
    }
    for (String type : List.of("LpPool", "GlobalLpPool", "ReduceL2")) {
      all.put(type, new LengthTransfer());
    }
    all.put("Gemm", new LinearTransfer());
    all.put("MatMul", new LinearTransfer());
    all.put("Conv", new ConvolutionTransfer(false));
    all.put("ConvTranspose", new ConvolutionTransfer(true));
    all.put("Concat", new ConcatTransfer());
    all.put("Dropout", new DropoutTransfer());
    all.put("Softmax", new SoftmaxTransfer());
    all.put("BatchNormalization", new BatchNormTransfer());
    all.put("LayerNormalization", new NormTransfer());
    all.put("RMSNormalization", new NormTransfer());
    all.put("SimplifiedLayerNormalization", new NormTransfer());
    all.put("InstanceNormalization", new NormTransfer());
    all.put("GroupNormalization", new NormTransfer());
    all.put("LpNormalization", new NormTransfer());
    all.put("LRN", new ResponseNormTransfer());
    all.put("Sum", new SumTransfer());
    all.put("Resize", new ResizeTransfer());
    all.put("Upsample", new ResizeTransfer());
    all.put("Pad", new PadTransfer());
    all.put("Where", new WhereTransfer());
    for (String type : List.of("RNN", "LSTM", "GRU")) {
      all.put(type, new RecurrentTransfer());
    }
    all.put("LogSoftmax", new LogSoftmaxTransfer());
    return Map.copyOf(all);
  }
}
