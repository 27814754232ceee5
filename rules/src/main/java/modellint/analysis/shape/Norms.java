package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Shape;

/** Normalisations, and losses, which also reduce. */
final class Norms {

  private Norms() {}

  static Map<String, Operator> operators() {
    var all = new HashMap<String, Operator>();
    for (String type :
        List.of(
            "InstanceNormalization",
            "GroupNormalization",
            "LRN",
            "LpNormalization",
            "RMSNormalization",
            "SimplifiedLayerNormalization",
            "MeanVarianceNormalization")) {
      all.put(type, Operator.many(Operator.SAME, call -> List.of(call.shape(0))));
    }
    all.put("BatchNormalization", Operator.many(Norms::batchType, Norms::batch));
    all.put(
        "LayerNormalization", Operator.many(Operator.sameThen(ElementType.FLOAT), Norms::layer));
    all.put("SoftmaxCrossEntropyLoss", Operator.many(Operator.SAME, Norms::loss));
    all.put("NegativeLogLikelihoodLoss", Operator.many(Operator.SAME, Norms::loss));
    return all;
  }

  private static ElementType batchType(Call call, int output) {
    return output == 0 ? call.type(0) : call.type(output < 3 ? output + 2 : output);
  }

  /** The output, then running statistics per channel in training. */
  private static List<Shape> batch(Call call) {
    var all = new ArrayList<Shape>();
    all.add(call.shape(0));
    for (int i = 1; i < call.node().outputs().size(); i++) {
      all.add(call.shape(1));
    }
    return all;
  }

  /** The output, then mean and inverse deviation with the normalised axes of size 1. */
  private static List<Shape> layer(Call call) {
    Shape shape = call.shape(0);
    int axis = call.axis("axis", -1, shape.rank());
    var dims = call.copy(0);
    for (int i = axis; i < dims.size(); i++) {
      dims.set(i, Dim.of(1));
    }
    Shape statistic = new Shape(dims);
    return List.of(shape, statistic, statistic);
  }

  private static List<Shape> loss(Call call) {
    boolean none = call.node().text("reduction", "mean").equals("none");
    return List.of(none ? call.shape(1) : Shape.of(), call.shape(0));
  }
}
