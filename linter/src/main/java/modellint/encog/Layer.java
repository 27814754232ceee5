package modellint.encog;

import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * One layer as it is stated.
 *
 * @param biased true where the layer behind this one has a bias
 * @param context units that hold what another layer put out for the sample before; they stand in
 *     this layer, so that the one behind it reads them
 */
record Layer(
    Value activation,
    boolean biased,
    Value units,
    Value dropout,
    Optional<Value> context,
    Place.Line place) {}
