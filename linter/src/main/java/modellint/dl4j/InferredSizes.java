package modellint.dl4j;

import java.util.HashMap;
import java.util.Map;
import modellint.definition.GraphSketch;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * The input sizes that a network's layers were given by what comes in. They stay when the network
 * is made into another, whatever comes in then.
 *
 * @param sizes by the names of layers; one that is not known is missing
 */
record InferredSizes(Map<String, Long> sizes) {

  /** Of the network of {@code plan}, which says nothing where nothing is inferred. */
  static InferredSizes of(Plan plan, Globals globals, OwnLayers own, Place.Line place)
      throws Network.Undetermined {
    var sizes = new HashMap<String, Long>();
    Inference inference = plan.inference(globals);
    if (inference.types()) {
      var drawer =
          new LayerDrawer(
              new GraphSketch("base", place), inference, false, new Refusals(false), own);
      plan.draw(drawer);
      for (LayerFact it : drawer.facts()) {
        Sizes.known(it.in()).ifPresent(in -> sizes.put(it.name(), in));
      }
    }
    return new InferredSizes(Map.copyOf(sizes));
  }

  /** The layer, stating what it was given. */
  Settings of(Vertex layer) {
    Long size = sizes.get(layer.name());
    return size != null && layer.isLayer() && SizeChecks.takesSize(layer.type())
        ? Tuning.changed(layer.content(), "nIn", new Value.Whole(size))
        : layer.content();
  }
}
