package modellint.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modellint.graph.Attribute;
import modellint.onnx.proto.OperatorSetIdProto;

/**
 * What the names in a body mean: at the top of a model themselves; in the body of a function that
 * is being written out in place of its call, the caller's values, or values of that one call.
 *
 * @param opsets version by domain that the body imports
 * @param nodes prefix of the names of nodes without one, and of all in a function
 * @param values prefix of the values that a function's body makes; empty outside functions
 * @param names the caller's values by the function's own names for them
 * @param arguments attributes given to the function, by name
 * @param depth functions and sub-graphs around this one
 */
record Scope(
    Map<String, Integer> opsets,
    String nodes,
    String values,
    Map<String, String> names,
    Map<String, Attribute> arguments,
    int depth) {

  /** Of the model's own graph. */
  static Scope top(List<OperatorSetIdProto> imports) throws ModelReadException {
    return new Scope(opsets(imports), "", "", Map.of(), Map.of(), 0);
  }

  /** The name in the finished graph of what the body calls {@code name}. */
  String value(String name) {
    if (name.isEmpty() || values.isEmpty()) {
      return name;
    }
    String given = names.get(name);
    return given == null ? values + name : given;
  }

  /** The version of {@code domain}; 1 where the body imports none, as for custom operators. */
  int opset(String domain) {
    return opsets.getOrDefault(domain, 1);
  }

  Scope inside(String node) {
    return new Scope(opsets, node + "/", values, names, arguments, depth + 1);
  }

  /** Version by domain; refuses what can be no version, and a domain that has two. */
  static Map<String, Integer> opsets(List<OperatorSetIdProto> imports) throws ModelReadException {
    var opsets = new HashMap<String, Integer>();
    for (OperatorSetIdProto it : imports) {
      String domain = domain(Words.decode(it.getDomainBytes()));
      long version = it.getVersion();
      if (version < 1 || version > Integer.MAX_VALUE) {
        throw ModelReadException.unreadable(
            "operator set version of domain \"" + domain + "\" is " + version);
      }
      Integer other = opsets.put(domain, (int) version);
      if (other != null && other != version) {
        throw ModelReadException.unreadable(
            "domain \"" + domain + "\" is imported in versions " + other + " and " + version);
      }
    }
    return opsets;
  }

  /** The empty name stands for the standard operators, whose other name is ai.onnx. */
  static String domain(String stated) {
    return stated.equals("ai.onnx") ? "" : stated;
  }
}
