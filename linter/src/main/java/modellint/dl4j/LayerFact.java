package modellint.dl4j;

import java.util.Optional;
import modellint.graph.Dim;
import modellint.graph.Place;

/**
 * One layer as the library would report it.
 *
 * @param parameters their number, symbolic where sizes are; zero for layers without
 * @param still how many of them no step changes: running statistics, and all of a frozen layer
 * @param weight name of the weight in the graph
 */
record LayerFact(
    String name,
    LayerSettings settings,
    Dim in,
    Dim out,
    Dim parameters,
    Dim still,
    Optional<String> weight,
    Place.Line place) {}
