package modellint.analysis.layer;

import java.util.LinkedHashMap;
import java.util.stream.Stream;
import modellint.graph.Graph;
import modellint.graph.Parameter;

/** The bodies of If, Loop and Scan, as graphs of their own that know the weights around them. */
public final class Bodies {

  private Bodies() {}

  /** The graph itself and every body in it, outer ones first. */
  public static Stream<Graph> of(Graph graph) {
    Stream<Graph> inner =
        graph.nodes().stream()
            .flatMap(node -> node.subGraphs())
            .flatMap(body -> of(within(graph, body)));
    return Stream.concat(Stream.of(graph), inner);
  }

  private static Graph within(Graph graph, Graph body) {
    var parameters = new LinkedHashMap<String, Parameter>();
    body.captured().stream()
        .filter(graph.parameters()::containsKey)
        .forEach(it -> parameters.put(it, graph.parameters().get(it)));
    if (parameters.isEmpty()) {
      return body;
    }
    parameters.putAll(body.parameters());
    return body.with(parameters);
  }
}
