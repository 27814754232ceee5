package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * A layer, or a vertex of its own kind, as a definition places it.
 *
 * @param preprocessor the one that the definition names for it
 * @param inputs names of what it reads; empty in a list, where it reads the layer before
 */
record Vertex(
    String name,
    Settings content,
    boolean isLayer,
    Optional<Value> preprocessor,
    List<String> inputs,
    Heritage heritage) {

  /** The type of a layer that is not known. */
  static final String UNKNOWN = "UnknownLayer";

  Vertex {
    inputs = List.copyOf(inputs);
  }

  static Vertex layer(String name, Settings layer, Heritage heritage) {
    return new Vertex(name, layer, true, Optional.empty(), List.of(), heritage);
  }

  Vertex with(Settings content, Heritage heritage) {
    return new Vertex(name, content, isLayer, preprocessor, inputs, heritage);
  }

  Vertex preprocessed(Value by) {
    return new Vertex(name, content, isLayer, Optional.of(by), inputs, heritage);
  }

  Vertex reading(List<String> inputs) {
    return new Vertex(name, content, isLayer, preprocessor, inputs, heritage);
  }

  Place.Line place() {
    return content.place();
  }

  /** The type of the layer, an alias resolved. */
  String type() {
    return Dl4jApi.aliases().getOrDefault(content.type(), content.type());
  }

  /** What {@code value} is; one of a program's own classes is its only argument. */
  static Settings content(Value value, Place.Line place) {
    return Settings.of(value)
        .orElseGet(
            () -> {
              String type = value instanceof Obj it ? it.type() : "";
              String simple = type.substring(type.lastIndexOf('.') + 1);
              return new Settings(
                  simple.isEmpty() ? UNKNOWN : simple,
                  simple.isEmpty() ? List.of() : List.of(value),
                  List.of(),
                  place);
            });
  }
}
