package modellint.dl4j;

import java.util.Optional;
import modellint.definition.Finds;
import modellint.definition.GraphSketch;
import modellint.eval.Call;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.graph.Place;
import modellint.graph.Refusal.Fault;

/** Reads the list and graph builders of one evaluation, as they stood when they last built. */
final class Builders {

  private final Evaluator.Result evaluation;
  private final Optional<Version> stated;
  private final OwnLayers own;

  Builders(Evaluator.Result evaluation, String version, OwnLayers own) {
    this.evaluation = evaluation;
    this.own = own;
    this.stated = version.isEmpty() ? Optional.empty() : Optional.of(Version.of(version));
  }

  /**
   * What a builder says, and what it inherits.
   *
   * @param builds whether it is seen to build
   */
  record Described(Settings builder, Globals globals, Plan plan, boolean builds) {}

  OwnLayers own() {
    return own;
  }

  Optional<Version> stated() {
    return stated;
  }

  static boolean isBuilder(Obj object) {
    return object.type().equals(Dl4jApi.LIST) || object.type().equals(Dl4jApi.GRAPH);
  }

  /** The plan of {@code builder}; its faults go to {@code refusals}. */
  private Described describe(Obj builder, Refusals refusals) throws Network.Undetermined {
    Settings global = global(builder);
    var globals = new Globals(global, Version.of(global, stated));
    Optional<Origin.Result> built = built(builder);
    Settings settings = settings(builder, built);
    refuseTypesBeforeInputs(settings);
    Plan plan =
        builder.type().equals(Dl4jApi.LIST)
            ? ListPlan.of(settings, globals, refusals)
            : GraphPlan.of(settings, globals, refusals);
    return new Described(settings, globals, plan, built.isPresent());
  }

  Described describe(Obj builder) throws Network.Undetermined {
    return describe(builder, new Refusals(false));
  }

  Network read(Obj builder) throws Network.Undetermined {
    var refusals =
        new Refusals(built(builder).isPresent() && ownContent(builder) && !escapes(builder));
    Described it = describe(builder, refusals);
    Place.Line site = builder.origin().place();
    Place.Line global = it.globals().settings().place();
    Place.Line place = global.file().equals(site.file()) ? global : site;
    if (it.plan() instanceof GraphPlan graph) {
      GraphChecks.check(graph, it.builder(), it.globals(), refusals);
    }
    types(it, refusals);
    SequenceChecks.check(it.plan(), it.builder(), it.globals(), refusals);
    Network network = draw(it, Finds.name(site), place, site, refusals);
    return SequenceChecks.truncation(it.builder()).map(network::remarking).orElse(network);
  }

  private static void types(Described it, Refusals refusals) {
    it.builder()
        .last("setInputType", "inputType", "setInputTypes")
        .filter(call -> call.certain() && it.globals().version().validatesOutputs())
        .ifPresent(
            call ->
                Dl4jApi.spread(call.arguments()).stream()
                    .flatMap(type -> InputTypes.empty(type).stream())
                    .forEach(
                        size ->
                            refusals.add(
                                Fault.NOT_POSITIVE,
                                "the size of the input type",
                                call.place(),
                                size,
                                0)));
  }

  private Network draw(
      Described it, String name, Place.Line place, Place.Line site, Refusals refusals)
      throws Network.Undetermined {
    var drawer =
        new LayerDrawer(
            new GraphSketch(name, place),
            it.plan().inference(it.globals()),
            validates(it.builder(), it.globals()),
            refusals,
            own);
    try {
      return Network.of(site, it.globals(), drawer, it.plan().draw(drawer), refusals);
    } catch (Network.Undetermined e) {
      if (refusals.all().isEmpty()) {
        throw e;
      }
      return Network.refused(site, it.globals(), new GraphSketch(name, place), refusals);
    }
  }

  /** A switch set to something that is not known leaves open what the library would do. */
  static boolean validates(Settings builder, Globals globals) {
    return globals.version().validatesOutputs()
        && builder
            .value("validateOutputLayerConfig")
            .map(it -> it.truth().orElse(false))
            .orElse(true);
  }

  /** A builder made from another configuration holds what that one held. */
  private static boolean ownContent(Obj builder) {
    return builder.origin() instanceof Origin.Result
        || builder.origin().arguments().stream()
            .allMatch(it -> it instanceof Obj made && made.type().equals(Dl4jApi.GLOBAL));
  }

  /** A builder handed to a method that is not in the sources may hold more than they say. */
  private boolean escapes(Obj builder) {
    return evaluation.objects().stream()
        .anyMatch(it -> it != builder && it.origin().arguments().contains(builder));
  }

  /** What the builder says where it last built, or says at all where it never did. */
  static Settings settings(Obj builder, Optional<Origin.Result> built) {
    return Settings.ofBuilder(
        builder, built.map(Origin.Result::before).orElse(builder.calls().size()));
  }

  /** The last time that the builder built; empty where it never did. */
  Optional<Origin.Result> built(Obj builder) {
    return evaluation.objects().stream()
        .filter(
            it ->
                it.origin() instanceof Origin.Result made
                    && made.receiver() == builder
                    && made.method().equals("build"))
        .map(it -> (Origin.Result) it.origin())
        .reduce((a, b) -> b);
  }

  /** The global builder behind a list or graph builder. */
  private static Settings global(Obj builder) throws Network.Undetermined {
    if (builder.origin() instanceof Origin.Result made) {
      return Settings.ofBuilder(made.receiver(), made.before());
    }
    return builder.origin().arguments().stream()
        .filter(it -> it instanceof Obj global && global.type().equals(Dl4jApi.GLOBAL))
        .map(it -> (Obj) it)
        .findFirst()
        .map(it -> Settings.ofBuilder(it, it.calls().size()))
        .orElseThrow(
            () -> new Network.Undetermined("the global configuration is not in the sources"));
  }

  /** The library itself throws where types are asked for before there is an input. */
  private static void refuseTypesBeforeInputs(Settings settings) throws Network.Undetermined {
    for (Call call : settings.calls()) {
      if (call.method().equals("addInputs")) {
        return;
      }
      if (call.method().equals("getLayerActivationTypes")) {
        throw new Network.Undetermined(
            "the library throws here: getLayerActivationTypes in line "
                + call.place().line()
                + " of "
                + call.place().file().replaceAll(".*/", "")
                + " is called before addInputs");
      }
    }
  }
}
