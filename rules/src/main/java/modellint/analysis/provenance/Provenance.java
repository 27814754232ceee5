package modellint.analysis.provenance;

import java.util.Map;
import modellint.analysis.layer.Layers;
import modellint.graph.Graph;

/** Where each parameter's numbers come from. Initialisation rules speak only of fresh ones. */
public record Provenance(Map<String, Origin> origins) {

  /** The state of a parameter's weights. */
  public enum Origin {
    /** As an initialiser drew them: no training step has been taken. */
    FRESH,
    TRAINED,
    /** A BatchNorm has been multiplied in. */
    FOLDED,
    QUANTISED,
    /** Not stored; the definition names the initialiser. */
    DECLARED,
    UNKNOWN
  }

  public Provenance {
    origins = Map.copyOf(origins);
  }

  public static Provenance of(Graph graph, Layers layers) {
    return new Provenance(Map.of());
  }

  public Origin origin(String parameter) {
    return origins.getOrDefault(parameter, Origin.UNKNOWN);
  }

  /** The state of the model as a whole: that of most of its weights. */
  public Origin overall() {
    return Origin.UNKNOWN;
  }
}
