package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import modellint.graph.Graph;
import modellint.graph.Node;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which vertex of a zoo model reads which: the drawn graph against the library's own. */
class ZooEdgesTest {

  private static final Zoo ZOO = new Zoo();

  @TestFactory
  Stream<DynamicTest> every_vertex_reads_what_it_reads_in_the_library() {
    return Csv.rows("zoo-truth.csv").stream()
        .filter(it -> !"".equals(it.get("numParams")))
        .map(row -> DynamicTest.dynamicTest(model(row), () -> compare(row)));
  }

  private static String model(Map<String, String> row) {
    return row.getOrDefault("model", "");
  }

  private static void compare(Map<String, String> row) {
    var recorded = new LinkedHashMap<String, Set<String>>();
    Csv.rows("zoo-graph.csv").stream()
        .filter(it -> model(row).equals(model(it)))
        .forEach(
            it ->
                recorded.put(
                    it.getOrDefault("vertex", ""),
                    new TreeSet<>(Arrays.asList(it.getOrDefault("inputs", "").split("[; ]+")))));
    Graph graph = ZOO.network(row).definition().graph();
    Map<String, Set<String>> drawn = edges(graph, recorded.keySet());
    assertTrue(drawn.size() > 2, drawn::toString);
    assertEquals(visible(recorded, drawn.keySet()), drawn);
  }

  /** Vertices that leave their input as it is have no operator: their readers read through them. */
  private static Map<String, Set<String>> visible(
      Map<String, Set<String>> recorded, Set<String> drawn) {
    var edges = new HashMap<String, Set<String>>();
    for (String vertex : drawn) {
      var inputs = new TreeSet<String>();
      recorded.getOrDefault(vertex, Set.of()).forEach(it -> see(it, recorded, drawn, inputs));
      edges.put(vertex, inputs);
    }
    return edges;
  }

  private static void see(
      String vertex, Map<String, Set<String>> recorded, Set<String> drawn, Set<String> inputs) {
    if (drawn.contains(vertex)) {
      inputs.add(vertex);
    } else if (recorded.containsKey(vertex)) {
      recorded.getOrDefault(vertex, Set.of()).forEach(it -> see(it, recorded, drawn, inputs));
    } else {
      inputs.add("input");
    }
  }

  private static Map<String, Set<String>> edges(Graph graph, Set<String> vertices) {
    var owners = new HashMap<String, String>();
    graph.inputs().forEach(it -> owners.put(it.name(), "input"));
    var edges = new HashMap<String, Set<String>>();
    for (Node node : graph.nodes()) {
      String owner = owner(node.name(), vertices);
      node.outputs().forEach(it -> owners.put(it, owner));
      Set<String> inputs = edges.computeIfAbsent(owner, it -> new TreeSet<>());
      node.inputs().stream()
          .filter(owners::containsKey)
          .map(it -> owners.getOrDefault(it, ""))
          .filter(it -> !it.equals(owner))
          .forEach(inputs::add);
    }
    return edges;
  }

  /** The vertex that a node was drawn for: names of nodes begin with it. */
  private static String owner(String node, Set<String> vertices) {
    List<String> fitting =
        vertices.stream().filter(it -> node.equals(it) || node.startsWith(it + "/")).toList();
    return fitting.stream().max(java.util.Comparator.comparingInt(String::length)).orElse(node);
  }
}
