package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;

/**
 * What the library objects to in one definition, collected while it is read. A builder that never
 * builds in the sources at hand may be finished elsewhere: of such a one nothing is kept.
 */
final class Refusals {

  private final boolean builds;
  private final List<Refusal> all = new ArrayList<>();

  Refusals(boolean builds) {
    this.builds = builds;
  }

  void add(Fault fault, String subject, Place.Line place, double value, double limit) {
    // What a wrapper holds has no name of its own in the source.
    String named = subject.replaceAll("/(forward|backward)$", "");
    var refusal = new Refusal(fault, named, place, value, limit);
    if (builds && !all.contains(refusal)) {
      all.add(refusal);
    }
  }

  List<Refusal> all() {
    return List.copyOf(all);
  }
}
