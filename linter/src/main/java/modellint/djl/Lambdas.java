package modellint.djl;

import java.util.List;
import modellint.eval.Function;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/** Blocks that are a function: the library's own ones by name, the program's by evaluating them. */
final class Lambdas {

  private Lambdas() {}

  static List<Tensor> draw(Walk walk, Obj block, List<Tensor> in) {
    if (block.origin() instanceof Origin.Static it && !it.type().equals(DjlApi.LAMBDA)) {
      if (in.size() > 1 && !it.method().startsWith("identity")) {
        throw walk.refused(Fault.MANY_ARRAYS, it.method(), in.size(), 1);
      }
      return Pointwise.block(walk, it, in).orElseGet(() -> Pools.block(walk, it, in));
    }
    boolean singleton = block.origin() instanceof Origin.Static;
    if (block.origin().arguments().isEmpty()) {
      throw new Undetermined("the function of a LambdaBlock is not known");
    }
    Value function = block.origin().arguments().get(0);
    if (function instanceof Function it) {
      walk.stand(it.place());
    }
    if (singleton && in.size() > 1) {
      throw walk.refused(Fault.MANY_ARRAYS, "a function of one array", in.size(), 1);
    }
    int before = walk.parameters().all().size();
    Value given = walk.apply(function, singleton ? walk.array(in.get(0)) : walk.list(in));
    try {
      return walk.tensors(given);
    } catch (Undetermined e) {
      // Layers inside of it would hang in the air.
      if (walk.parameters().all().size() > before) {
        throw e;
      }
      return Unseen.function(walk, e.what(), in);
    }
  }
}
