package modellint.dl4j;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.graph.Place;

/** Deeplearning4j: lists and graphs of layers, in the semantics of the version stated. */
public final class Dl4j implements Library {

  private final Api api = new Dl4jApi();
  private final OwnLayers own;

  /** Without the layers that a program defines itself. */
  public Dl4j() {
    this(OwnLayers.NONE);
  }

  public Dl4j(OwnLayers own) {
    this.own = own;
  }

  @Override
  public List<String> imports() {
    return List.of("org.deeplearning4j");
  }

  @Override
  public List<String> groups() {
    return List.of("org.deeplearning4j", "org.nd4j");
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
    var unfinished = new HashSet<Place.Line>();
    List<Network> networks = networks(evaluation, version, own, refused, unfinished);
    return new Found(networks.stream().map(Network::definition).toList(), refused, unfinished);
  }

  static List<Network> networks(
      Evaluator.Result evaluation, String version, Map<Place.Line, String> refused) {
    return networks(evaluation, version, OwnLayers.NONE, refused, new HashSet<>());
  }

  /**
   * One network for each site and each place where what stands there is built, as {@link
   * Definition#or} prefers them. What is built at one place is not reported a second time as it was
   * before.
   */
  private static List<Network> networks(
      Evaluator.Result evaluation,
      String version,
      OwnLayers own,
      Map<Place.Line, String> refused,
      Set<Place.Line> unfinished) {
    var built = new LinkedHashMap<Place.Line, Map<Place.Line, Network>>();
    var begun = new LinkedHashMap<Place.Line, Network>();
    var builders = new Builders(evaluation, version, own);
    var transfers = new TransferReader(builders);
    var data = new FittedData(evaluation);
    for (Obj object : evaluation.objects()) {
      boolean transfer = TransferReader.isTransfer(object);
      if (!transfer && !Builders.isBuilder(object)) {
        continue;
      }
      Place.Line site = object.origin().place();
      try {
        Network read = transfer ? transfers.read(object) : builders.read(object);
        Network fitted = data.of(object).map(read::fittedTo).orElse(read);
        builders
            .built(object)
            .filter(it -> !transfer || !Tuning.isOpen(object))
            .ifPresentOrElse(
                build ->
                    built
                        .computeIfAbsent(site, it -> new LinkedHashMap<>())
                        .merge(build.place(), fitted, Network::or),
                () -> begun.merge(site, fitted, Network::or));
      } catch (Network.Undetermined e) {
        refused.put(site, e.getMessage());
      }
    }
    begun.keySet().removeAll(built.keySet());
    unfinished.addAll(begun.keySet());
    refused.keySet().removeAll(built.keySet());
    refused.keySet().removeAll(begun.keySet());
    var all = new ArrayList<>(begun.values());
    built.values().forEach(it -> all.addAll(it.values()));
    return all;
  }
}
