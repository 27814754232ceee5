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
  private final String engine;
  private Place.Line place;

  /**
   * @param engine the one that the program names; empty where it names none
   */
  Refusals(Place.Line place, String engine) {
    this.place = place;
    this.engine = engine;
  }

  /** What PyTorch throws at and another engine may not. */
  void ofPyTorch(Fault fault, String subject, Place.Line where, double value, double limit) {
    if (engine.equals("PyTorch")) {
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
