package modellint.djl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Place;

/** The blocks that are part of no other block: whole models. */
final class Roots {

  private Roots() {}

  static List<Obj> of(List<Obj> objects) {
    List<Obj> containers = objects.stream().filter(Roots::isContainer).toList();
    Set<Obj> parts = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Obj container : containers) {
      Set<Obj> own = Collections.newSetFromMap(new IdentityHashMap<>());
      container.calls().stream()
          .filter(it -> it.method().matches("add|addAll|addChildBlock|replaceLastBlock"))
          .forEach(it -> collect(it.arguments(), own));
      collect(container.origin().arguments(), own);
      collect(container.held(), own);
      own.remove(container);
      parts.addAll(own);
    }
    // What is a part anywhere is no model of its own where the same code runs once more, unless a
    // program gives it to a model.
    var sites = new HashSet<Place.Line>();
    parts.stream().filter(Roots::isContainer).forEach(it -> sites.add(site(it)));
    Set<Obj> whole = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Obj it : objects) {
      it.calls("setBlock").forEach(call -> collect(call.arguments(), whole));
    }
    return containers.stream()
        .filter(it -> !parts.contains(it))
        .filter(it -> whole.contains(it) || !sites.contains(site(it)))
        .filter(it -> !isAbstract(it))
        .toList();
  }

  /** Of an abstract class nobody makes an object: the models are those of its subclasses. */
  private static boolean isAbstract(Obj block) {
    return block.program().filter(it -> it.isAbstract(block)).isPresent();
  }

  private static void collect(List<Value> values, Set<Obj> parts) {
    for (Value value : values) {
      if (value instanceof Obj it) {
        parts.add(it);
      }
      value.elements().ifPresent(it -> collect(new ArrayList<>(it), parts));
      if (value instanceof Value.Table it) {
        collect(new ArrayList<>(it.entries().values()), parts);
      }
    }
  }

  private static boolean isContainer(Obj object) {
    String kind = DjlApi.kind(object);
    return switch (kind) {
      case DjlApi.SEQUENTIAL, DjlApi.PARALLEL, DjlApi.MLP -> true;
      case DjlApi.NN + "AbstractBlock", DjlApi.NN + "AbstractBaseBlock" -> true;
      default -> kind.startsWith(DjlApi.ZOO);
    };
  }

  /** Where a model is defined: its class, or where the container is made. */
  static Place.Line site(Obj block) {
    return block
        .program()
        .flatMap(it -> it.declaration(block.type()))
        .orElse(block.origin().place());
  }
}
