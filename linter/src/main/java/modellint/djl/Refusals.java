package modellint.djl;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;

/** What the library objects to in one definition, collected while its forward pass is drawn. */
final class Refusals {

  private final Set<Refusal> all = new LinkedHashSet<>();
  private final boolean chosen;
  private Place.Line place;

  /**
   * @param chosen true where the program names the engine that it runs on
   */
  Refusals(Place.Line place, boolean chosen) {
    this.place = place;
    this.chosen = chosen;
  }

  /** What the engine that runs where none is named throws at, and another may not. */
  void ofEngine(Fault fault, String subject, Place.Line where, double value, double limit) {
    if (!chosen) {
      add(fault, subject, where, value, limit);
    }
  }

  /** What is objected to from here on stands at {@code block}. */
  void stand(Place.Line block) {
    place = block;
  }

  void add(Fault fault, String subject, double value, double limit) {
    add(fault, subject, place, value, limit);
  }

  void add(Fault fault, String subject, Place.Line where, double value, double limit) {
    all.add(new Refusal(fault, subject, where, value, limit));
  }

  List<Refusal> all() {
    return List.copyOf(all);
  }
}
