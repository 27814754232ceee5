package modellint.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.FunctionProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.NodeProto;

/**
 * The functions that a model defines for itself, by domain, name and overload. None calls itself,
 * not even by way of others, and how many nodes a call stands for is known before any is written
 * out: a kilobyte of functions that each call the next one twice can stand for more than fit.
 */
final class Functions {

  private static final int MOST = 10_000;

  /** Enough to be too many, and far from overflow when added up. */
  private static final long SATURATED = Long.MAX_VALUE / 4;

  private record Key(String domain, String name, String overload) {}

  private final Map<Key, FunctionProto> known = new HashMap<>();
  private final Map<Key, Long> sizes = new HashMap<>();

  Functions(List<FunctionProto> functions) throws ModelReadException {
    if (functions.size() > MOST) {
      throw ModelReadException.unsupported(
          "the model defines " + functions.size() + " functions, more than " + MOST);
    }
    for (FunctionProto function : functions) {
      if (known.put(key(function), function) != null) {
        throw ModelReadException.unreadable("function is defined twice: " + function.getName());
      }
    }
    for (FunctionProto function : functions) {
      measure(key(function));
    }
  }

  Optional<FunctionProto> calledBy(NodeProto node) {
    return known.isEmpty() ? Optional.empty() : Optional.ofNullable(known.get(key(node)));
  }

  /** Number of nodes that {@code graph} has once every call is written out. */
  long size(GraphProto graph) {
    return size(nodes(graph.getNodeList()));
  }

  /** Sizes of everything that {@code start} calls, then its own, without recursion. */
  private void measure(Key start) throws ModelReadException {
    var path = new ArrayDeque<Key>(List.of(start));
    Set<Key> open = new HashSet<>();
    while (!path.isEmpty()) {
      Key key = path.peek();
      if (sizes.containsKey(key)) {
        path.pop();
        continue;
      }
      FunctionProto function = known.get(key);
      List<NodeProto> body = function == null ? List.of() : nodes(function.getNodeList());
      if (!open.add(key)) {
        sizes.put(key, size(body));
        open.remove(key);
        path.pop();
        continue;
      }
      for (NodeProto node : body) {
        Key called = key(node);
        if (open.contains(called)) {
          throw ModelReadException.unreadable("function calls itself: " + called.name());
        }
        if (known.containsKey(called) && !sizes.containsKey(called)) {
          path.push(called);
        }
      }
    }
  }

  private long size(List<NodeProto> nodes) {
    long size = 0;
    for (NodeProto node : nodes) {
      size = Math.min(SATURATED, size + sizes.getOrDefault(key(node), 0L) + 1);
    }
    return size;
  }

  /** The nodes and those of all graphs inside them. */
  private static List<NodeProto> nodes(List<NodeProto> body) {
    var nodes = new ArrayList<>(body);
    for (int i = 0; i < nodes.size(); i++) {
      for (AttributeProto attribute : nodes.get(i).getAttributeList()) {
        nodes.addAll(attribute.getG().getNodeList());
      }
    }
    return nodes;
  }

  private static Key key(FunctionProto it) {
    return new Key(Scope.domain(it.getDomain()), it.getName(), it.getOverload());
  }

  private static Key key(NodeProto it) {
    return new Key(Scope.domain(it.getDomain()), it.getOpType(), it.getOverload());
  }
}
