package modellint.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands above a class, and around it. */
final class Lineage {

  private final Interpreter interpreter;
  private final Map<ClassSource, List<ClassSource>> chains = new HashMap<>();
  private final Map<ClassSource, List<ClassSource>> visible = new HashMap<>();

  Lineage(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** The class, its superclasses and its interfaces as far as their sources are at hand. */
  List<ClassSource> chain(ClassSource type) {
    List<ClassSource> known = chains.get(type);
    if (known == null) {
      known = List.copyOf(ancestors(type));
      chains.put(type, known);
    }
    return known;
  }

  private List<ClassSource> ancestors(ClassSource type) {
    var all = new ArrayList<ClassSource>();
    Optional<ClassSource> at = Optional.of(type);
    while (at.isPresent() && !all.contains(at.get())) {
      all.add(at.get());
      at = superclass(at.get()).flatMap(interpreter::source);
    }
    for (int i = 0; i < all.size(); i++) {
      ClassSource each = all.get(i);
      each.interfaces().stream()
          .flatMap(it -> interpreter.names().resolve(it.getNameWithScope(), each).stream())
          .flatMap(it -> interpreter.sources().find(it).stream())
          .filter(it -> !all.contains(it))
          .forEach(all::add);
    }
    return all;
  }

  /** The class itself and all above it by qualified name, as far as sources at hand name them. */
  List<String> supertypes(String type) {
    var all = new ArrayList<String>();
    for (ClassSource each : interpreter.source(type).map(this::chain).orElse(List.of())) {
      all.add(each.name());
      superclass(each).ifPresent(all::add);
      each.interfaces().stream()
          .map(it -> it.getNameWithScope())
          .map(it -> interpreter.names().resolve(it, each).orElse(it))
          .forEach(all::add);
    }
    return all;
  }

  /**
   * The class itself and its superclasses by qualified name, up to the first whose source is not at
   * hand.
   */
  List<String> ancestry(String type) {
    var all = new LinkedHashSet<String>();
    Optional<String> at = Optional.of(type);
    while (at.isPresent() && all.add(at.get())) {
      at = interpreter.source(at.get()).flatMap(this::superclass);
    }
    return List.copyOf(all);
  }

  /** The qualified name of the superclass, at hand or not. */
  Optional<String> superclass(ClassSource type) {
    return type.superclass()
        .flatMap(it -> interpreter.names().resolve(it.getNameWithScope(), type));
  }

  /** The class itself, its superclasses, then the same of each enclosing class. */
  List<ClassSource> visible(ClassSource type) {
    List<ClassSource> known = visible.get(type);
    if (known == null) {
      known = List.copyOf(around(type));
      visible.put(type, known);
    }
    return known;
  }

  private List<ClassSource> around(ClassSource type) {
    var all = new ArrayList<>(chain(type));
    for (String outer = type.outer(); !outer.isEmpty(); ) {
      Optional<ClassSource> source = interpreter.sources().find(outer);
      source.ifPresent(it -> all.addAll(chain(it)));
      outer = source.map(ClassSource::outer).orElse("");
    }
    return all;
  }
}
