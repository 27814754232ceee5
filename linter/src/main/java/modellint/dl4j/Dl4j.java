package modellint.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Library;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.graph.Place;

/** Deeplearning4j: lists and graphs of layers, in the semantics of the version stated. */
public final class Dl4j implements Library {

  private static final String TRANSFER = "org.deeplearning4j.nn.transferlearning.TransferLearning.";

  private final Api api = new Dl4jApi();

  @Override
  public List<String> imports() {
    return List.of("org.deeplearning4j");
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public Set<String> marks() {
    return Dl4jApi.marks();
  }

  @Override
  public Found definitions(Evaluator.Result evaluation, String version) {
    var refused = new LinkedHashMap<Place.Line, String>();
    List<Network> networks = networks(evaluation, version, refused);
    return new Found(networks.stream().map(Network::definition).toList(), refused);
  }

  /** One network for each site, the one of which most is known. */
  static List<Network> networks(
      Evaluator.Result evaluation, String version, Map<Place.Line, String> refused) {
    var best = new LinkedHashMap<Place.Line, Network>();
    for (Obj object : evaluation.objects()) {
      if (object.type().startsWith(TRANSFER) && object.origin() instanceof Origin.Made) {
        refused.put(
            object.origin().place(),
            "the network that transfer learning starts from is not in the sources");
      }
      boolean list = object.type().equals(Dl4jApi.LIST);
      if (!list && !object.type().equals(Dl4jApi.GRAPH)) {
        continue;
      }
      Place.Line site = object.origin().place();
      try {
        Network read = read(object, built(object, evaluation), version);
        Network known = best.get(site);
        if (known == null || read.open() < known.open()) {
          best.put(site, read);
        }
      } catch (Network.Undetermined e) {
        refused.put(site, e.getMessage());
      }
    }
    best.keySet().forEach(refused::remove);
    return new ArrayList<>(best.values());
  }

  /** The calls that the builder had seen when it last built; all where it never did. */
  private static int built(Obj builder, Evaluator.Result evaluation) {
    return evaluation.objects().stream()
        .filter(
            it ->
                it.origin() instanceof Origin.Result made
                    && made.receiver() == builder
                    && made.method().equals("build"))
        .mapToInt(it -> ((Origin.Result) it.origin()).before())
        .reduce((a, b) -> b)
        .orElse(builder.calls().size());
  }

  private static Network read(Obj builder, int upTo, String version) throws Network.Undetermined {
    Optional<Version> stated =
        version.isEmpty() ? Optional.empty() : Optional.of(Version.of(version));
    Settings global = global(builder);
    var globals = new Globals(global, Version.of(global, stated));
    Settings settings = Settings.ofBuilder(builder, upTo);
    Place.Line site = builder.origin().place();
    Place.Line place = global.place().file().equals(site.file()) ? global.place() : site;
    String name = name(site);
    return builder.type().equals(Dl4jApi.LIST)
        ? SequentialReader.read(settings, globals, name, place, site)
        : GraphReader.read(settings, globals, name, place, site);
  }

  private static String name(Place.Line site) {
    String file = site.file().substring(site.file().lastIndexOf('/') + 1);
    return file.endsWith(".java") ? file.substring(0, file.length() - ".java".length()) : file;
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
}
