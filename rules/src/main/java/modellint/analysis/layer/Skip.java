package modellint.analysis.layer;

import java.util.Optional;
import modellint.graph.Node;

/**
 * A connection around weighted layers.
 *
 * @param join the Add, Sum or Concat where the paths meet again
 * @param fork where they part; empty for the inputs
 * @param bypassed weighted layers on the longest path between them beyond those on the shortest
 */
public record Skip(Node join, Optional<Node> fork, int bypassed) {}
