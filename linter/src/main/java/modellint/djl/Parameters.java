package modellint.djl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modellint.definition.Declaration;
import modellint.definition.GraphSketch;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** The parameters declared so far, by the library's own names; a block used twice has them once. */
final class Parameters {

  /** A parameter with the shape that the library gives it. */
  record Entry(String name, ParameterType type, Shape shape, boolean trained, String drawn) {}

  private final GraphSketch sketch;
  private final Initializers initializers;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  Parameters(GraphSketch sketch, Initializers initializers) {
    this.sketch = sketch;
    this.initializers = initializers;
  }

  /**
   * The name in the graph of parameter {@code key} of the block at {@code path}.
   *
   * @param drawn the shape that the ONNX operator wants, of the same elements as {@code shape}
   */
  String declare(
      String path, String key, ParameterType type, Shape shape, Shape drawn, boolean trained) {
    String name = path.isEmpty() ? key : path + "_" + key;
    Entry known = entries.get(name);
    if (known != null) {
      return known.drawn();
    }
    String inGraph =
        sketch.parameter(new Declaration(name, drawn, initializers.of(path, type, key, shape)));
    entries.put(name, new Entry(name, type, shape, trained, inGraph));
    return inGraph;
  }

  Initializers initializers() {
    return initializers;
  }

  List<Entry> all() {
    return new ArrayList<>(entries.values());
  }

  Dim total() {
    return Sizes.sum(all().stream().map(it -> it.shape().elements()).toList());
  }

  Dim trained() {
    return Sizes.sum(
        all().stream().filter(Entry::trained).map(it -> it.shape().elements()).toList());
  }
}
