package modellint.analysis.shape;

import java.util.List;
import java.util.Map;
import modellint.graph.Dim;
import modellint.graph.Shape;

/**
 * Attention over [batch, heads, length, size] or, with the heads side by side, [batch, length,
 * heads * size]: the output has the queries' length and the values' size.
 */
final class Attending {

  private Attending() {}

  static Map<String, Operator> operators() {
    return Map.of(
        "Attention", Operator.one(Operator.SAME, Attending::attention),
        "RotaryEmbedding", Operator.like(Operator.SAME));
  }

  private static Shape attention(Call call) {
    List<Dim> query = call.dims(0);
    List<Dim> value = call.dims(2);
    if (query.size() == 4 && value.size() == 4) {
      return new Shape(List.of(query.get(0), query.get(1), query.get(2), value.get(3)));
    }
    long heads = call.node().integer("q_num_heads", 0);
    long groups = call.node().integer("kv_num_heads", 0);
    if (query.size() != 3 || value.size() != 3 || heads < 1 || groups < 1) {
      throw new Unknowable("attention of rank " + query.size());
    }
    Dim size = Sizes.floorDiv(value.get(2), groups);
    return new Shape(List.of(query.get(0), query.get(1), size.times(Dim.of(heads))));
  }
}
