package modellint.analysis.shape;

import java.util.List;
import java.util.Map;
import modellint.graph.ElementType;
import modellint.graph.Shape;

/** Quantisation: shapes stay, types change. */
final class Quantised {

  private Quantised() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "QuantizeLinear",
        Operator.one(Quantised::quantised, call -> call.shape(0)),
        "DequantizeLinear",
        Operator.one(Operator.stated("output_dtype", Operator.SECOND), call -> call.shape(0)),
        "DynamicQuantizeLinear",
        Operator.many(
            (call, output) -> output == 1 ? ElementType.FLOAT : ElementType.UINT8,
            call -> List.of(call.shape(0), Shape.of(), Shape.of())));
  }

  private static ElementType quantised(Call call, int output) {
    return call.has(2)
        ? call.type(2)
        : Operator.stated("output_dtype", (it, o) -> ElementType.UINT8).of(call, output);
  }
}
