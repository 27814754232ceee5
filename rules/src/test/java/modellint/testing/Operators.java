package modellint.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modellint.graph.Attribute;
import modellint.graph.Node;
import modellint.graph.Place;

/** What the nodes of a spoken net have in common, and the attributes of those that need many. */
final class Operators {

  static final String FILE = "net";

  private static final int OPSET = 17;

  private Operators() {}

  static Node node(
      String name,
      String domain,
      String type,
      Map<String, Attribute> attributes,
      List<String> inputs,
      List<String> outputs) {
    var place = new Place.NodeAt(FILE, name);
    return new Node(name, domain, type, OPSET, attributes, inputs, outputs, place);
  }

  /** A square kernel, padded to keep the size at stride 1. */
  static Map<String, Attribute> square(long kernel, long stride, long groups) {
    long pad = kernel / 2;
    return Map.of(
        "group", new Attribute.Int(groups),
        "kernel_shape", new Attribute.Ints(List.of(kernel, kernel)),
        "strides", new Attribute.Ints(List.of(stride, stride)),
        "pads", new Attribute.Ints(List.of(pad, pad, pad, pad)));
  }

  /** Gates and candidates of a recurrent cell, each with a matrix of its own. */
  static long gates(String type) {
    return type.equals("LSTM") ? 4 : type.equals("GRU") ? 3 : 1;
  }

  /** A recurrent cell; without {@code activations} those of the standard. */
  static Map<String, Attribute> cell(long hidden, List<String> activations) {
    var attributes = new HashMap<String, Attribute>();
    attributes.put("hidden_size", new Attribute.Int(hidden));
    if (!activations.isEmpty()) {
      attributes.put("activations", new Attribute.Texts(activations));
    }
    return attributes;
  }
}
