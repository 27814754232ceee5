package modellint.analysis.hazard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import modellint.analysis.layer.Layers;
import modellint.analysis.range.Ranges;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/** Every hazard of a graph, in graph order; of one node the first that is found. */
public final class Hazards {

  private static final List<Function<Site, Optional<Hazard>>> DETECTORS =
      List.of(
          Differences::at,
          Masks::at,
          Probabilities::at,
          Domains::at,
          Overflows::at,
          Derivatives::at);

  private final List<Hazard> all;

  private Hazards(List<Hazard> all) {
    this.all = List.copyOf(all);
  }

  public static Hazards of(Wiring wiring, Ranges ranges, Layers layers) {
    var gradients = new Gradients(wiring, layers);
    var found = new ArrayList<Hazard>();
    for (Node node : wiring.graph().nodes()) {
      var site = new Site(node, wiring, ranges, gradients);
      if (node.domain().isEmpty() && !node.inputs().isEmpty()) {
        DETECTORS.stream().flatMap(it -> it.apply(site).stream()).findFirst().ifPresent(found::add);
      }
    }
    Set<String> unprotected =
        found.stream()
            .filter(it -> it.kind() == Hazard.Kind.EPSILON)
            .map(it -> it.node().output())
            .collect(Collectors.toSet());
    // What the lost epsilon was to protect is its symptom.
    found.removeIf(it -> unprotected.contains(it.operand()));
    return new Hazards(found);
  }

  public List<Hazard> all() {
    return all;
  }

  public List<Hazard> of(Set<Hazard.Kind> kinds) {
    var wanted = new HashSet<>(kinds);
    return all.stream().filter(it -> wanted.contains(it.kind())).toList();
  }
}
