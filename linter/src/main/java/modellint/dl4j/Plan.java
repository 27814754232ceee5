package modellint.dl4j;

import java.util.List;

/** A network as its builder describes it, before it is drawn. */
sealed interface Plan permits ListPlan, GraphPlan {

  /** What the library does about input sizes. */
  Inference inference(Globals globals);

  /** All layers and vertices, as far as the plan has them in order. */
  List<Vertex> all();

  /** Draws everything, and answers the values that the outputs give. */
  List<String> draw(LayerDrawer drawer) throws Network.Undetermined;
}
