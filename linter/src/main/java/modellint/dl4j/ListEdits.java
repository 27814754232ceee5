package modellint.dl4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modellint.eval.Call;
import modellint.eval.Value;

/**
 * {@code TransferLearning.Builder}: layers of a list replaced in part, cut off and added. Whatever
 * the order of the calls, the library resizes layers in their own order, then cuts, and does so
 * when the first layer is added: what is called afterwards comes to nothing.
 */
final class ListEdits {

  private final TreeMap<Long, Vertex> layers = new TreeMap<>();
  private final Map<Long, Value> preprocessors = new HashMap<>();
  private final TreeMap<Long, Call> outputs = new TreeMap<>();
  private final TreeMap<Long, Call> inputs = new TreeMap<>();
  private final Tuning tuning;
  private final Refusals refusals;
  private Optional<Call> cut = Optional.empty();
  private boolean prepared;
  private long removed;
  private long most;

  private ListEdits(Tuning tuning, Refusals refusals) {
    this.tuning = tuning;
    this.refusals = refusals;
  }

  static ListPlan of(
      ListPlan base, InferredSizes sizes, List<Call> calls, Tuning tuning, Refusals refusals)
      throws Network.Undetermined {
    var edits = new ListEdits(tuning, refusals);
    base.layers()
        .forEach((i, it) -> edits.layers.put(i, it.with(sizes.of(it), tuning.kept(it.heritage()))));
    edits.preprocessors.putAll(base.preprocessors());
    for (Call call : calls) {
      edits.apply(call);
    }
    edits.prepare();
    edits.freeze(calls);
    boolean infers =
        !edits.layers.isEmpty()
            && base.inference() != Inference.UNKNOWN
            && ListPlan.infersFrom(edits.layers.firstEntry().getValue().content());
    return new ListPlan(
        edits.layers,
        edits.preprocessors,
        base.flow(),
        infers ? Inference.REPLACES : Inference.UNKNOWN,
        Optional.empty());
  }

  /** The layers added to a base that is not known. */
  static ListPlan added(List<Call> calls, Tuning tuning, Refusals refusals)
      throws Network.Undetermined {
    var edits = new ListEdits(tuning, refusals);
    for (Call call : calls) {
      if (call.method().equals("addLayer")) {
        edits.add(call);
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
      case "nOutReplace" -> outputs.put(index(call), call);
      case "nInReplace" -> inputs.put(index(call), call);
      case "removeOutputLayer", "removeLayersFromOutput" ->
          cut = prepared ? cut : Optional.of(call);
      case "addLayer" -> {
        prepare();
        add(call);
      }
      case "setInputPreProcessor" -> preprocessors.put(index(call), call.argument(1));
      default -> {}
    }
  }

  private void add(Call call) throws Network.Undetermined {
    if (cut.isPresent()) {
      TransferChecks.bare(layers.values(), cut.get(), removed, most, refusals);
    }
    long at = layers.isEmpty() ? 0 : layers.lastKey() + 1;
    Settings content = Vertex.content(call.argument(0), call.place());
    String name = ListPlan.name(content, at);
    TransferChecks.sized(content, name, tuning.globals(), refusals);
    layers.put(at, Vertex.layer(name, content, tuning.fresh()));
  }

  private void prepare() throws Network.Undetermined {
    if (prepared) {
      return;
    }
    prepared = true;
    for (var it : outputs.entrySet()) {
      long at = it.getKey();
      Call call = it.getValue();
      Value next = call.arguments().size() > 3 ? call.argument(3) : call.argument(2);
      if (TransferChecks.index(call, at, layers.keySet(), refusals)) {
        change(at, "nOut", call.argument(1), call.argument(2));
        change(at + 1, "nIn", call.argument(1), next);
      }
    }
    for (var it : inputs.entrySet()) {
      Call call = it.getValue();
      TransferChecks.index(call, it.getKey(), layers.keySet(), refusals);
      change(it.getKey(), "nIn", call.argument(1), call.argument(2));
    }
    if (cut.isPresent()) {
      boolean one = cut.get().method().equals("removeOutputLayer");
      long many = one ? 1 : index(cut.get());
      TransferChecks.left(layers, cut.get(), many, refusals);
      removed = many;
      most = TransferChecks.most(layers.values());
      cut(many);
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

  private void freeze(List<Call> calls) throws Network.Undetermined {
    Optional<Call> last =
        calls.stream().filter(it -> it.method().equals("setFeatureExtractor")).reduce((a, b) -> b);
    if (last.isEmpty()) {
      return;
    }
    long until = index(last.get());
    TransferChecks.index(last.get(), until, layers.keySet(), refusals);
    layers.headMap(until + 1).values().stream()
        .forEach(it -> TransferChecks.frozen(it, last.get(), refusals));
    layers
        .headMap(until + 1)
        .replaceAll((i, it) -> it.with(it.content(), it.heritage().with(Fate.FROZEN)));
  }
}
