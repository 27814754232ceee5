package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Finds;
import modellint.definition.GraphSketch;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * Reads {@code TransferLearning}: another network's plan, edited. Where that network is not in the
 * sources, what is left are the layers added and the fine-tune configuration.
 */
final class TransferReader {

  private static final String ZOO = "org.deeplearning4j.zoo.model.";
  private static final int DEEPEST = 8;

  private final Builders builders;

  TransferReader(Builders builders) {
    this.builders = builders;
  }

  static boolean isTransfer(Obj object) {
    return object.type().startsWith(Dl4jApi.TRANSFER) && object.origin() instanceof Origin.Made;
  }

  Network read(Obj builder) throws Network.Undetermined {
    Optional<Origin.Result> built = builders.built(builder);
    var refusals = new Refusals(built.isPresent());
    Tuning tuning = Tuning.of(builder, builders.stated());
    Optional<Plan> base = base(builder, 0);
    Plan plan = edited(builder, base, tuning, refusals);
    Settings settings = Builders.settings(builder, built);
    Place.Line site = builder.origin().place();
    if (tuning.globals().version().validatesOutputs()) {
      TransferChecks.calls(settings.calls(), builder.type().endsWith(".Builder"), refusals);
    }
    if (plan instanceof GraphPlan graph && base.isPresent()) {
      GraphChecks.check(graph, settings, tuning.globals(), refusals);
    }
    var drawer =
        new LayerDrawer(
            new GraphSketch(Finds.name(site), site),
            inference(plan, base.isPresent(), tuning.globals()),
            Builders.validates(settings, tuning.globals()),
            refusals,
            builders.own());
    Globals globals = base.isPresent() ? tuning.globals() : tuning.orUnknown();
    Network network;
    try {
      List<String> outputs = plan.all().isEmpty() ? List.of() : plan.draw(drawer);
      network = Network.of(site, globals, drawer, outputs, refusals);
    } catch (Network.Undetermined e) {
      if (refusals.all().isEmpty()) {
        throw e;
      }
      network = Network.refused(site, globals, new GraphSketch(Finds.name(site), site), refusals);
    }
    return base.isPresent() ? network : network.on(source(builder));
  }

  /** Of a graph, the types are those of the base, which do not reach what is added. */
  private static Inference inference(Plan plan, boolean known, Globals globals) {
    Inference inference = plan.inference(globals);
    boolean typed = plan instanceof GraphPlan && inference != Inference.NONE;
    return known && !typed && globals.version().infersAlways() ? inference : Inference.UNKNOWN;
  }

  /** The plan of the network that {@code builder} starts from, where the sources have it. */
  private Optional<Plan> base(Obj builder, int depth) throws Network.Undetermined {
    Value start =
        builder.origin().arguments().isEmpty()
            ? new Value.Nothing()
            : builder.origin().arguments().get(0);
    if (!(start instanceof Obj net) || depth > DEEPEST) {
      return Optional.empty();
    }
    if (net.origin() instanceof Origin.Result made
        && made.method().equals("build")
        && isTransfer(made.receiver())) {
      Obj before = made.receiver();
      Tuning tuning = Tuning.of(before, builders.stated());
      Optional<Plan> base = base(before, depth + 1);
      return base.isEmpty() ? base : Optional.of(edited(before, base, tuning, new Refusals(false)));
    }
    if (net.origin() instanceof Origin.Made made
        && !made.arguments().isEmpty()
        && made.arguments().get(0) instanceof Obj conf
        && conf.origin() instanceof Origin.Result built
        && Builders.isBuilder(built.receiver())) {
      return Optional.of(builders.describe(built.receiver()).plan());
    }
    return Optional.empty();
  }

  private Plan edited(Obj builder, Optional<Plan> base, Tuning tuning, Refusals refusals)
      throws Network.Undetermined {
    for (Call call : builder.calls()) {
      if (!call.certain() && !call.method().matches("build|fit|init")) {
        throw new Network.Undetermined(
            call.method() + " in line " + call.place().line() + " stands behind a condition");
      }
    }
    InferredSizes sizes =
        base.isPresent()
            ? InferredSizes.of(
                base.get(), tuning.globals(), builders.own(), builder.origin().place())
            : new InferredSizes(Map.of());
    if (builder.type().endsWith(".GraphBuilder")) {
      return base.isPresent() && base.get() instanceof GraphPlan graph
          ? GraphEdits.of(graph, sizes, builder.calls(), tuning, refusals)
          : GraphEdits.added(builder.calls(), tuning, refusals);
    }
    return base.isPresent() && base.get() instanceof ListPlan list
        ? ListEdits.of(list, sizes, builder.calls(), tuning, refusals)
        : ListEdits.added(builder.calls(), tuning, refusals);
  }

  /** What the base network is called in the sources: the zoo's model, or the variable. */
  private static String source(Obj builder) {
    var seen = new ArrayList<Value>(builder.origin().arguments());
    for (int i = 0; i < seen.size() && i < DEEPEST; i++) {
      if (seen.get(i) instanceof Obj it) {
        if (it.type().startsWith(ZOO)) {
          return it.type().substring(ZOO.length()).replaceAll("\\..*", "");
        }
        if (it.origin() instanceof Origin.Static made && made.type().startsWith(ZOO)) {
          return made.type().substring(ZOO.length());
        }
        if (it.origin() instanceof Origin.Result made) {
          seen.add(made.receiver());
        }
      }
      if (seen.get(i) instanceof Value.Unknown it) {
        return it.name();
      }
    }
    return "";
  }
}
