package modellint.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.definition.Library;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.graph.Place;

/** Deeplearning4j: lists and graphs of layers, in the semantics of the version stated. */
public final class Dl4j implements Library {

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
    var builders = new Builders(evaluation, version);
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
        Network known = best.get(site);
        if (known == null || read.open() < known.open()) {
          best.put(site, data.of(object).map(read::fittedTo).orElse(read));
        }
      } catch (Network.Undetermined e) {
        refused.put(site, e.getMessage());
      }
    }
    best.keySet().forEach(refused::remove);
    return new ArrayList<>(best.values());
  }
}
