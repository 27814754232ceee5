package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
  private final List<Refusal> later = new ArrayList<>();

  Refusals(boolean builds) {
    this.builds = builds;
  }

  void add(Fault fault, String subject, Place.Line place, double value, double limit) {
    put(all, fault, subject, place, value, limit);
  }

  /** What is met in the first step alone, which a network that is thrown out never takes. */
  void addLater(Fault fault, String subject, Place.Line place, double value, double limit) {
    put(later, fault, subject, place, value, limit);
  }

  private void put(
      List<Refusal> to, Fault fault, String subject, Place.Line place, double value, double limit) {
    // What a wrapper holds has no name of its own in the source.
    String named = subject.replaceAll("/(forward|backward)$", "");
    var refusal = new Refusal(fault, named, place, value, limit);
    if (builds && !to.contains(refusal)) {
      to.add(refusal);
    }
  }

  List<Refusal> all() {
    boolean built = all.stream().allMatch(it -> it.fault() == Fault.REPLACED_INPUT);
    return Stream.concat(all.stream(), built ? later.stream() : Stream.empty()).toList();
  }
}
