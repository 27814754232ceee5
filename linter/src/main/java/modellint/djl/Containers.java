package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/** Blocks that hold others: how they pass arrays on, and what the library refuses of them. */
final class Containers {

  private Containers() {}

  /** A container of the library's own without parameters: what a name says is not among them. */
  static void initialised(Obj block, Call call, Refusals refusals) {
    boolean bare = isContainer(block) && call.method().equals("setInitializer") && call.certain();
    if (bare && call.argument(1).text().isPresent()) {
      String name = call.argument(1).text().get();
      refusals.add(Fault.MISSING_PARAMETER, name, call.place(), 0, 1);
    }
  }

  private static boolean isContainer(Obj block) {
    return block.type().equals(DjlApi.SEQUENTIAL) || block.type().equals(DjlApi.PARALLEL);
  }

  /** An empty container says nothing of the shape that it gives. */
  static void empty(Value child, Refusals refusals) {
    if (child instanceof Obj it && isContainer(it) && Children.of(it).isEmpty()) {
      String name = it.type().substring(it.type().lastIndexOf('.') + 1);
      refusals.add(Fault.EMPTY_BLOCK, name, it.origin().place(), 0, 1);
      throw new Refused();
    }
  }

  static List<Tensor> sequence(
      Walk walk, Obj block, List<Children.Child> children, List<Tensor> in) {
    boolean all =
        block.calls("setReturnIntermediate").stream()
            .anyMatch(it -> it.argument(0).truth().orElse(false));
    var past = new ArrayList<Tensor>();
    List<Tensor> current = in;
    for (Children.Child child : children) {
      empty(child.block(), walk.refusals());
      current = walk.forward(child.block(), current);
      past.addAll(current);
    }
    return all ? past : current;
  }

  static List<Tensor> parallel(
      Walk walk, Obj block, List<Children.Child> children, List<Tensor> in) {
    var branches = new ArrayList<Value>();
    for (Children.Child child : children) {
      empty(child.block(), walk.refusals());
      branches.add(walk.list(walk.forward(child.block(), in)));
    }
    if (block.origin().arguments().isEmpty()) {
      throw new Undetermined("how the branches of a ParallelBlock are merged is not known");
    }
    Value merge = block.origin().arguments().get(0);
    return walk.tensors(walk.apply(merge, Value.Elements.of(branches)));
  }

  /** {@code singletonOrThrow} of several arrays throws. */
  static void single(Walk walk, List<Value> list) {
    if (list.size() > 1 && walk.tensor(list.get(0)).isPresent()) {
      throw walk.refused(Fault.MANY_ARRAYS, "singletonOrThrow", list.size(), 1);
    }
  }
}
