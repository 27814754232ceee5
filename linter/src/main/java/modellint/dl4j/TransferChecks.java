package modellint.dl4j;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/** What {@code TransferLearning} of 1.0.0-beta4 and later refuses of the edits themselves. */
final class TransferChecks {

  private static final Set<String> CUTS = Set.of("removeOutputLayer", "removeLayersFromOutput");

  private static final String BARE =
      "(Activation|Dropout|Subsampling(|1D|3D)|GlobalPooling)Layer|(Cropping|Upsampling)[123]D"
          + "|ZeroPadding(|1D|3D)Layer|LocalResponseNormalization";

  private TransferChecks() {}

  /** Demands on the calls, whatever network they edit. */
  static void calls(List<Call> calls, boolean list, Refusals refusals) {
    boolean tuned = false;
    boolean cut = false;
    for (Call call : calls) {
      boolean bare =
          call.method().equals("nOutReplace")
              && call.arguments().stream().skip(2).anyMatch(ValueChecks::isDistribution);
      if (bare) {
        refusals.add(Fault.NO_DISTRIBUTION, "", call.place(), 0, 1);
      }
      if (call.method().equals("fineTuneConfiguration")) {
        Settings.of(call.argument(0)).stream()
            .flatMap(made -> made.calls().stream())
            .filter(it -> it.method().equals("weightInit") && it.arguments().size() == 1)
            .filter(it -> it.certain() && ValueChecks.isDistribution(it.argument(0)))
            .forEach(it -> refusals.add(Fault.NO_DISTRIBUTION, "", it.place(), 0, 1));
      }
      tuned |= call.method().equals("fineTuneConfiguration");
      if (list && !tuned && call.method().equals("addLayer")) {
        refusals.add(Fault.NO_TUNING, "", call.place(), 0, 1);
        tuned = true;
      }
      if (list && cut && call.method().equals("removeLayersFromOutput")) {
        refusals.add(Fault.CUT_TWICE, "", call.place(), 2, 1);
      }
      cut |= CUTS.contains(call.method());
    }
  }

  /** A layer that is added has to say what comes in: no type of the base's inputs reaches it. */
  static void sized(Settings layer, String name, Globals globals, Refusals refusals) {
    String type = Dl4jApi.aliases().getOrDefault(layer.type(), layer.type());
    Optional<Value> in = layer.value("nIn");
    if (globals.version().validatesOutputs()
        && SizeChecks.takesSize(type)
        && in.filter(Sizes::isSet).isEmpty()) {
      refusals.add(
          Fault.NO_INPUT_SIZE, name, layer.place(), in.flatMap(Value::real).orElse(0.0), 1);
    }
  }

  /** How many layers may go, so that one with parameters is left. */
  static long most(Collection<Vertex> layers) {
    return layers.stream().dropWhile(it -> it.type().matches(BARE)).skip(1).count();
  }

  /**
   * The parameters of what is added are put behind those of what is left, of which some must be.
   */
  static void bare(Collection<Vertex> left, Call cut, long removed, long most, Refusals refusals) {
    if (!left.isEmpty() && left.stream().allMatch(it -> it.type().matches(BARE))) {
      refusals.add(
          Fault.OUTLYING_SETTING, "the number of layers removed", cut.place(), removed, most);
    }
  }

  /** A network keeps one layer at least, and one that is resized fits the layer before it. */
  static void left(TreeMap<Long, Vertex> layers, Call call, long many, Refusals refusals) {
    if (many >= layers.size() && !layers.isEmpty()) {
      refusals.add(
          Fault.OUTLYING_SETTING,
          "the number of layers removed",
          call.place(),
          many,
          layers.size() - 1.0);
    }
  }

  /** Whether the layer {@code index} is among those of a list, {@code layers} by numbers. */
  static boolean index(Call call, long index, Set<Long> layers, Refusals refusals) {
    if (!layers.contains(index)) {
      long last = layers.stream().max(Long::compare).orElse(0L);
      refusals.add(Fault.UNKNOWN_LAYER, index + "", call.place(), index, last);
    }
    return layers.contains(index);
  }

  /** Whether a change of size in a graph is taken: of layers alone, and for layers alone. */
  static boolean size(Call call, String name, GraphPlan plan, Refusals refusals) {
    Optional<Vertex> vertex = Optional.ofNullable(plan.vertices().get(name));
    if (vertex.isEmpty()) {
      refusals.add(Fault.UNKNOWN_LAYER, name, call.place(), 0, 1);
      return false;
    }
    boolean out = call.method().equals("nOutReplace");
    long others =
        plan.vertices().values().stream()
            .filter(it -> out && it.inputs().contains(name) && !it.isLayer())
            .count();
    long all = others + (vertex.get().isLayer() ? 0 : 1);
    if (all > 0) {
      refusals.add(Fault.UNSIZED_VERTEX, name, call.place(), all, 0);
    }
    return all == 0;
  }

  /** Output layers that are frozen with what stands before them. */
  static void frozen(Vertex vertex, Call call, Refusals refusals) {
    if (vertex.isLayer() && Losses.isOutput(vertex.type())) {
      refusals.add(Fault.FROZEN_OUTPUT, vertex.name(), call.place(), 1, 0);
    }
  }
}
