package modellint.dl4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modellint.eval.Call;
import modellint.eval.Value;

/** {@code TransferLearning.Builder}: layers of a list replaced in part, cut off and added. */
final class ListEdits {

  private final TreeMap<Long, Vertex> layers = new TreeMap<>();
  private final Map<Long, Value> preprocessors = new HashMap<>();
  private final Tuning tuning;
  private final Refusals refusals;

  private ListEdits(Tuning tuning, Refusals refusals) {
    this.tuning = tuning;
    this.refusals = refusals;
  }

  static ListPlan of(ListPlan base, List<Call> calls, Tuning tuning, Refusals refusals)
      throws Network.Undetermined {
    var edits = new ListEdits(tuning, refusals);
    base.layers()
        .forEach((i, it) -> edits.layers.put(i, it.with(it.content(), tuning.kept(it.heritage()))));
    edits.preprocessors.putAll(base.preprocessors());
    long frozen = -1;
    for (Call call : calls) {
      frozen = call.method().equals("setFeatureExtractor") ? index(call) : frozen;
      edits.apply(call);
    }
    for (Call call : calls) {
      if (call.method().equals("setFeatureExtractor")) {
        TransferChecks.index(call, frozen, edits.layers.keySet(), refusals);
        edits.layers.headMap(frozen + 1).values().stream()
            .forEach(it -> TransferChecks.frozen(it, call, refusals));
      }
    }
    for (Vertex it : List.copyOf(edits.layers.headMap(frozen + 1).values())) {
      edits.layers.replaceAll(
          (i, layer) ->
              layer == it ? it.with(it.content(), it.heritage().with(Fate.FROZEN)) : layer);
    }
    return new ListPlan(
        edits.layers, edits.preprocessors, base.flow(), Inference.UNKNOWN, Optional.empty());
  }

  /** The layers added to a base that is not known. */
  static ListPlan added(List<Call> calls, Tuning tuning, Refusals refusals)
      throws Network.Undetermined {
    var edits = new ListEdits(tuning, refusals);
    for (Call call : calls) {
      if (call.method().equals("addLayer")) {
        edits.apply(call);
      }
    }
    Flow flow =
        edits.layers.isEmpty()
            ? new Flow.Rows(Sizes.symbol("base"), Optional.empty())
            : Layouts.first(
                edits.layers.firstEntry().getValue().type(),
                ListPlan.nIn(edits.layers.firstEntry().getValue().content()));
    return new ListPlan(
        edits.layers, Map.of(), flow, Inference.UNKNOWN, Optional.of(tuning.settings().place()));
  }

  private static long index(Call call) throws Network.Undetermined {
    return call.argument(0)
        .whole()
        .orElseThrow(
            () ->
                new Network.Undetermined(
                    "the layer of "
                        + call.method()
                        + " in line "
                        + call.place().line()
                        + " is not known"));
  }

  private void apply(Call call) throws Network.Undetermined {
    switch (call.method()) {
      case "nOutReplace" -> {
        long at = index(call);
        TransferChecks.index(call, at, layers.keySet(), refusals);
        Value next = call.arguments().size() > 3 ? call.argument(3) : call.argument(2);
        change(at, "nOut", call.argument(1), call.argument(2));
        change(at + 1, "nIn", call.argument(1), next);
      }
      case "nInReplace" -> {
        TransferChecks.index(call, index(call), layers.keySet(), refusals);
        TransferChecks.follows(layers, call, index(call), refusals);
        change(index(call), "nIn", call.argument(1), call.argument(2));
      }
      case "removeOutputLayer" -> cut(1);
      case "removeLayersFromOutput" -> {
        TransferChecks.left(layers, call, index(call), refusals);
        cut(index(call));
      }
      case "addLayer" -> {
        long at = layers.isEmpty() ? 0 : layers.lastKey() + 1;
        Settings content = Vertex.content(call.argument(0), call.place());
        layers.put(at, Vertex.layer(ListPlan.name(content, at), content, tuning.fresh()));
      }
      case "setInputPreProcessor" -> preprocessors.put(index(call), call.argument(1));
      default -> {}
    }
  }

  private void cut(long many) {
    for (long i = 0; i < many && !layers.isEmpty(); i++) {
      long last = layers.lastKey();
      layers.remove(last);
      preprocessors.remove(last);
    }
  }

  private void change(long at, String size, Value value, Value init) {
    layers.computeIfPresent(
        at,
        (i, it) -> {
          Settings sized = Tuning.changed(it.content(), size, value);
          return it.with(Tuning.changed(sized, "weightInit", init), it.heritage().with(Fate.FRESH));
        });
  }
}
