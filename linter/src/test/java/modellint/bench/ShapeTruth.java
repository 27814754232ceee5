package modellint.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import modellint.analysis.shape.Shapes;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Shape;
import modellint.graph.Value;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;

/**
 * Compares inferred shapes with those that models declare of their values and outputs, which
 * inference is not told. Prints equal, different and unknown by operator, and every difference.
 */
final class ShapeTruth {

  private final Map<String, int[]> counts = new TreeMap<>();
  private int models;
  private int refused;
  private int types;

  private ShapeTruth() {}

  public static void main(String... directories) throws IOException {
    var truth = new ShapeTruth();
    for (String directory : directories) {
      List<Path> files;
      try (Stream<Path> all = Files.walk(Path.of(directory))) {
        files = all.filter(it -> it.toString().endsWith(".onnx")).sorted().toList();
      }
      files.forEach(truth::compare);
    }
    truth.print();
  }

  private void compare(Path file) {
    try {
      compare(file, OnnxReader.read(file));
      models++;
    } catch (ModelReadException e) {
      refused++;
    }
  }

  private void compare(Path file, Graph graph) {
    Shapes shapes = Shapes.of(withoutHints(graph));
    Map<String, Value> declared = new HashMap<>(graph.declared());
    graph.outputs().forEach(it -> declared.put(it.name(), it));
    for (Node node : graph.nodes()) {
      for (String output : node.outputs()) {
        if (declared.containsKey(output) && declared.get(output).shape().isPresent()) {
          count(file, node, declared.get(output), shapes);
        }
      }
    }
  }

  private static Graph withoutHints(Graph it) {
    return new Graph(
        it.name(),
        it.nodes(),
        it.inputs(),
        it.outputs(),
        it.parameters(),
        Map.of(),
        Set.of(),
        it.training(),
        it.metadata(),
        it.place());
  }

  private void count(Path file, Node node, Value stated, Shapes shapes) {
    Shape shape = stated.shape().orElseThrow();
    var inferred = shapes.shape(stated.name());
    int column = inferred.isEmpty() ? 2 : agree(inferred.get(), shape) ? 0 : 1;
    // Knowing the rank alone is not yet knowing the shape.
    if (column == 0 && shape.isKnown() && !inferred.orElseThrow().isKnown()) {
      column = 3;
    }
    counts.computeIfAbsent(node.type(), key -> new int[4])[column]++;
    if (column == 1) {
      System.out.println(
          "DIFFERENT " + file + " " + node + ": " + inferred.get() + ", not " + shape);
    }
    ElementType type = shapes.type(stated.name());
    if (type != stated.type() && type != ElementType.UNDEFINED) {
      System.out.println("TYPE " + file + " " + node + ": " + type + ", not " + stated.type());
      types++;
    }
  }

  /** Symbols have other names on both sides; numbers must agree. */
  private static boolean agree(Shape a, Shape b) {
    if (a.rank() != b.rank()) {
      return false;
    }
    for (int axis = 0; axis < a.rank(); axis++) {
      boolean known = a.dim(axis).isKnown() && b.dim(axis).isKnown();
      if (known && !a.dim(axis).equals(b.dim(axis))) {
        return false;
      }
    }
    return true;
  }

  private void print() {
    int[] all = new int[4];
    System.out.printf(
        "%-28s %7s %9s %7s %8s%n", "operator", "equal", "different", "unknown", "partly");
    counts.forEach(
        (type, row) -> {
          System.out.printf("%-28s %7d %9d %7d %8d%n", type, row[0], row[1], row[2], row[3]);
          for (int i = 0; i < all.length; i++) {
            all[i] += row[i];
          }
        });
    System.out.printf("%-28s %7d %9d %7d %8d%n", "all", all[0], all[1], all[2], all[3]);
    System.out.println(models + " models, " + refused + " refused, " + types + " wrong types");
  }
}
