package modellint.djl;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Program;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;

/**
 * How blocks of the program's own initialise their children: the library gives a parameter the
 * shape that {@code initializeChildBlocks} states, whatever the forward pass hands on.
 */
final class Initialised {

  private final Walk walk;
  private final Program program;
  private final Map<Obj, List<Value>> shapes = new IdentityHashMap<>();

  Initialised(Walk walk, Program program) {
    this.walk = walk;
    this.program = program;
  }

  /** Runs what the block does to initialise {@code children}. */
  void children(Obj block, List<Children.Child> children, Value inputs) throws Program.Ended {
    boolean own = DjlApi.kind(block).equals(DjlApi.NN + "AbstractBlock");
    if (!own || program.declares(block.type(), "initialize")) {
      return;
    }
    if (!program.declares(block.type(), "initializeChildBlocks")) {
      long bare = block.calls("addChildBlock").stream().filter(Call::certain).count();
      if (bare > 0) {
        String name = block.type().substring(block.type().lastIndexOf('.') + 1);
        walk.refusals().add(Fault.BARE_CHILDREN, name, Roots.site(block), bare, 0);
      }
      return;
    }
    Value type = new Value.Constant("ai.djl.ndarray.types.DataType", "FLOAT32");
    program.call(block, "initializeChildBlocks", List.of(walk.manager(), type, inputs), walk);
    boolean followed = children.stream().anyMatch(it -> !told(it.block()).isEmpty());
    for (Children.Child child : children) {
      List<Call> told = told(child.block());
      if (child.block() instanceof Obj it && !told.isEmpty()) {
        stated(told).ifPresent(shape -> shapes.put(it, shape));
      } else if (followed && child.block() instanceof Obj it && hasParameters(it)) {
        walk.refusals().add(Fault.UNINITIALIZED_CHILD, child.name(), Settings.of(it).place(), 0, 1);
      }
    }
  }

  private static List<Call> told(Value child) {
    return child instanceof Obj it ? it.calls("initialize") : List.of();
  }

  /** The one shape of all calls: a block that is initialised already keeps what it has. */
  private static Optional<List<Value>> stated(List<Call> told) {
    List<Optional<List<Value>>> all =
        told.stream()
            .map(Call::arguments)
            .map(it -> Sizes.spread(it.subList(Math.min(2, it.size()), it.size())))
            .map(it -> it.stream().findFirst().flatMap(Sizes::shape))
            .distinct()
            .toList();
    return all.size() == 1 ? all.get(0) : Optional.empty();
  }

  /** True of layers that surely have some. */
  private static boolean hasParameters(Obj child) {
    String kind = DjlApi.kind(child);
    return switch (kind.substring(kind.lastIndexOf('.') + 1)) {
      case "Linear", "Conv1d", "Conv2d", "Conv3d", "LSTM", "GRU", "RNN", "BatchNorm" -> true;
      case "SequentialBlock" ->
          child.type().equals(DjlApi.SEQUENTIAL)
              && Children.of(child).stream()
                  .anyMatch(it -> it.block() instanceof Obj inner && hasParameters(inner));
      default -> false;
    };
  }

  /** A layer's features, as it was initialised and as they come. */
  void check(Obj block, String kind, List<Tensor> in) {
    List<Value> stated = shapes.getOrDefault(block, List.of());
    if (stated.isEmpty() || in.isEmpty() || in.get(0).shape().isEmpty()) {
      return;
    }
    String layer = kind.substring(kind.lastIndexOf('.') + 1);
    int axis =
        switch (layer) {
          case "Linear", "LSTM", "GRU", "RNN" -> stated.size() - 1;
          case "Conv1d", "Conv2d", "Conv3d" -> 1;
          default -> -1;
        };
    List<Dim> dims = in.get(0).shape().get().dims();
    if (axis < 0 || dims.size() != stated.size()) {
      return;
    }
    Dim given = dims.get(axis);
    Optional<Long> wanted = stated.get(axis).whole();
    if (given.isKnown() && wanted.isPresent() && wanted.get() != given.size()) {
      throw walk.refused(Fault.MISINITIALIZED_CHILD, layer, wanted.get(), given.size());
    }
  }
}
