package modellint.dl4j;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Call;
import modellint.eval.Value;

/** {@code TransferLearning.GraphBuilder}: vertices replaced in part, removed and added. */
final class GraphEdits {

  private final GraphPlan plan;
  private final Tuning tuning;

  private final Refusals refusals;

  private GraphEdits(GraphPlan plan, Tuning tuning, Refusals refusals) {
    this.refusals = refusals;
    this.plan = plan;
    this.tuning = tuning;
  }

  static GraphPlan of(GraphPlan base, List<Call> calls, Tuning tuning, Refusals refusals)
      throws Network.Undetermined {
    GraphPlan plan = base.copy(refusals);
    plan.vertices().replaceAll((name, it) -> it.with(it.content(), tuning.kept(it.heritage())));
    var edits = new GraphEdits(plan, tuning, refusals);
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

  /** The layer forgets how it learns, its activation excepted; those that read it do not. */
  private void replaceOut(Call call) throws Network.Undetermined {
    String name = GraphPlan.text(call.argument(0), call);
    if (!TransferChecks.size(call, name, plan, refusals)) {
      return;
    }
    Value next = call.arguments().size() > 3 ? call.argument(3) : call.argument(2);
    change(name, "nOut", call.argument(1), call.argument(2), true);
    for (Vertex it : List.copyOf(plan.vertices().values())) {
      if (it.inputs().contains(name) && it.isLayer()) {
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
    plan.vertices()
        .computeIfPresent(
            name,
            (key, it) -> {
              var before = new LayerSettings(name, it.content(), it.heritage());
              Settings content =
                  reset
                      ? Tuning.changed(
                          Tuning.reset(it.content()), "activation", before.activation())
                      : it.content();
              return it.with(
                  Tuning.changed(Tuning.changed(content, size, value), "weightInit", init),
                  reset ? tuning.fresh() : it.heritage().with(Fate.FRESH));
            });
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
