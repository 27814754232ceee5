package modellint.djl;

import java.util.List;
import java.util.Optional;
import modellint.eval.Value;

/** What layers do, as static methods on arrays: {@code Linear.linear(x, weight, bias)}. */
final class LayerFunctions {

  private LayerFunctions() {}

  /** What the method of the layer's class gives; empty for any other. */
  static Optional<Value> of(
      Walk walk, ArrayOps ops, String type, String method, List<Value> arguments) {
    boolean list = arguments.get(0) instanceof Value.Elements;
    return switch (type) {
      case DjlApi.NN + "Activation" ->
          Pointwise.of(method, arguments.subList(1, arguments.size()))
              .map(
                  it -> {
                    List<Tensor> out =
                        walk.tensors(arguments.get(0)).stream()
                            .map(x -> Pointwise.apply(walk, x, it))
                            .toList();
                    return list ? walk.list(out) : walk.array(out.get(0));
                  });
      case DjlApi.NN + "pooling.Pool" ->
          walk.tensor(arguments.get(0))
              .flatMap(x -> Pools.pool(walk, method, x, arguments.subList(1, arguments.size())))
              .map(walk::array);
      case DjlApi.NN + "Blocks" ->
          method.equals("batchFlatten")
              ? walk.tensor(arguments.get(0))
                  .map(x -> Pools.flatten(walk, x, arguments.subList(1, arguments.size())))
                  .map(walk::array)
              : Optional.empty();
      case DjlApi.NN + "core.Linear" ->
          method.equals("linear")
              ? Optional.of(
                  walk.list(
                      List.of(
                          Layers.linear(
                              walk,
                              ops.one(arguments.get(0)),
                              ops.one(arguments.get(1)),
                              arguments.size() > 2
                                  ? walk.tensor(arguments.get(2))
                                  : Optional.empty()))))
              : Optional.empty();
      case DjlApi.NN + "core.Embedding" ->
          method.equals("embedding") && arguments.size() > 1
              ? Optional.of(
                  walk.list(
                      List.of(
                          Embeddings.rows(
                              walk,
                              ops.known(ops.one(arguments.get(0))),
                              ops.one(arguments.get(1))))))
              : Optional.empty();
      case DjlApi.NN + "norm.Dropout" ->
          method.equals("dropout")
              ? Optional.of(
                  walk.list(
                      List.of(
                          Layers.dropout(
                              walk,
                              ops.one(arguments.get(0)),
                              arguments.size() > 1 ? arguments.get(1).real() : Optional.of(0.5)))))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
