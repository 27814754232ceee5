package modellint.dl4j;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Call;
import modellint.eval.Value;

/** {@code TransferLearning.GraphBuilder}: vertices replaced in part, removed and added. */
final class GraphEdits {

  private final GraphPlan plan;
  private final Map<String, Vertex> originals;
  private final Map<String, Value> sizes = new HashMap<>();
  private final Tuning tuning;
  private final Refusals refusals;

  private GraphEdits(
      GraphPlan plan, Map<String, Vertex> originals, Tuning tuning, Refusals refusals) {
    this.refusals = refusals;
    this.plan = plan;
    this.originals = originals;
    this.tuning = tuning;
  }

  static GraphPlan of(
      GraphPlan base, InferredSizes sizes, List<Call> calls, Tuning tuning, Refusals refusals)
      throws Network.Undetermined {
    GraphPlan plan = base.copy(refusals);
    plan.vertices().replaceAll((name, it) -> it.with(sizes.of(it), it.heritage()));
    var edits = new GraphEdits(plan, Map.copyOf(plan.vertices()), tuning, refusals);
    plan.vertices().replaceAll((name, it) -> it.with(it.content(), tuning.kept(it.heritage())));
    boolean typed = calls.stream().anyMatch(it -> it.method().equals("setInputTypes"));
    Set<String> frozen = new LinkedHashSet<>();
    for (Call call : calls) {
      switch (call.method()) {
        case "setFeatureExtractor" -> {
          for (Value name : Dl4jApi.spread(call.arguments())) {
            String vertex = GraphPlan.text(name, call);
            frozen.add(vertex);
            Optional.ofNullable(plan.vertices().get(vertex))
                .ifPresent(it -> TransferChecks.frozen(it, call, refusals));
          }
        }
        case "nOutReplace" -> edits.replaceOut(call);
        case "nInReplace" -> edits.replaceIn(call);
        case "setInputs" -> plan.inputs().clear();
        case "addLayer" -> {
          plan.apply(call, tuning.fresh());
          if (!typed && plan.inference(tuning.globals()).types()) {
            String name = GraphPlan.text(call.argument(0), call);
            Settings content = Vertex.content(call.argument(1), call.place());
            TransferChecks.sized(content, name, tuning.globals(), refusals);
          }
        }
        default -> plan.apply(call, tuning.fresh());
      }
    }
    edits.freeze(frozen);
    return plan;
  }

  /** The vertices added to a base that is not known, which stands for all that they read of it. */
  static GraphPlan added(List<Call> calls, Tuning tuning, Refusals refusals)
      throws Network.Undetermined {
    var plan = new GraphPlan(refusals);
    for (Call call : calls) {
      if (call.method().matches("addLayer|addVertex")) {
        plan.apply(call, tuning.fresh());
      }
    }
    Set<String> read = new LinkedHashSet<>();
    plan.vertices().values().forEach(it -> read.addAll(it.inputs()));
    read.removeAll(plan.vertices().keySet());
    plan.standsOn(read, tuning.settings().place());
    return plan;
  }

  /**
   * The layer forgets how it learned, its activation and its dropout excepted; those that read it
   * do not. Both are made of what the base says of them: what else has been changed of them is
   * lost, sizes excepted.
   */
  private void replaceOut(Call call) throws Network.Undetermined {
    String name = GraphPlan.text(call.argument(0), call);
    if (!TransferChecks.size(call, name, plan, refusals)) {
      return;
    }
    Value next = call.arguments().size() > 3 ? call.argument(3) : call.argument(2);
    change(name, "nOut", call.argument(1), call.argument(2), true);
    for (Vertex it : List.copyOf(plan.vertices().values())) {
      if (it.inputs().contains(name) && it.isLayer()) {
        sizes.put(it.name(), call.argument(1));
        change(it.name(), "nIn", call.argument(1), next, false);
      }
    }
  }

  private void replaceIn(Call call) throws Network.Undetermined {
    String name = GraphPlan.text(call.argument(0), call);
    if (!TransferChecks.size(call, name, plan, refusals)) {
      return;
    }
    change(name, "nIn", call.argument(1), call.argument(2), true);
  }

  private void change(String name, String size, Value value, Value init, boolean reset) {
    plan.vertices().computeIfPresent(name, (key, it) -> changed(it, size, value, init, reset));
  }

  private Vertex changed(Vertex it, String size, Value value, Value init, boolean reset) {
    Vertex original = originals.getOrDefault(it.name(), it);
    Settings content = original.content();
    if (reset) {
      var before = new LayerSettings(it.name(), content, original.heritage());
      content = Tuning.changed(Tuning.reset(content), "activation", before.activation());
      Optional<Value> dropout = before.dropout();
      if (dropout.isPresent()) {
        content = Tuning.changed(content, "dropOut", dropout.get());
      }
    }
    Settings sized =
        Tuning.changed(
            reset ? content : tuning.filled(it.name(), content, original.heritage()), size, value);
    if (sizes.containsKey(it.name())) {
      sized = Tuning.changed(sized, "nIn", sizes.getOrDefault(it.name(), value));
    }
    return it.with(
        Tuning.changed(sized, "weightInit", init),
        reset ? tuning.fresh().with(Fate.RESIZED) : original.heritage().with(Fate.FRESH));
  }

  /** A vertex freezes what it reads as well. */
  private void freeze(Set<String> named) {
    var waiting = new LinkedHashSet<>(named);
    var seen = new LinkedHashSet<String>();
    while (!waiting.isEmpty()) {
      String name = waiting.iterator().next();
      waiting.remove(name);
      Optional<Vertex> vertex = Optional.ofNullable(plan.vertices().get(name));
      if (seen.add(name) && vertex.isPresent()) {
        Vertex it = vertex.get();
        plan.vertices().put(name, it.with(it.content(), it.heritage().with(Fate.FROZEN)));
        waiting.addAll(it.inputs());
      }
    }
  }
}
