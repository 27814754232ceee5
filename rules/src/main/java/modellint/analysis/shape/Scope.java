package modellint.analysis.shape;

import java.util.HashMap;
import java.util.Map;

/** Facts by name, inside a sub-graph those of the graphs around it as well. */
final class Scope {

  private final Map<String, Fact> facts = new HashMap<>();
  private final Map<String, Fact> around;

  Scope() {
    this(Map.of());
  }

  private Scope(Map<String, Fact> around) {
    this.around = around;
  }

  /** A scope inside this one that sees the {@code captured} names alone. */
  Scope inside(Iterable<String> captured) {
    var seen = new HashMap<String, Fact>();
    captured.forEach(name -> seen.put(name, fact(name)));
    return new Scope(seen);
  }

  Fact fact(String name) {
    return facts.getOrDefault(name, around.getOrDefault(name, Fact.UNKNOWN));
  }

  void put(String name, Fact fact) {
    facts.put(name, fact);
  }

  Map<String, Fact> facts() {
    return facts;
  }
}
