package modellint.graph;

import java.util.List;

/** The value of a node's attribute. */
public sealed interface Attribute {

  record Int(long value) implements Attribute {}

  record Real(double value) implements Attribute {}

  record Text(String value) implements Attribute {}

  record Ints(List<Long> values) implements Attribute {
    public Ints {
      values = List.copyOf(values);
    }
  }

  record Reals(List<Double> values) implements Attribute {
    public Reals {
      values = List.copyOf(values);
    }
  }

  record Texts(List<String> values) implements Attribute {
    public Texts {
      values = List.copyOf(values);
    }
  }

  record Tensor(Parameter value) implements Attribute {}

  record SubGraph(Graph graph) implements Attribute {}

  /** Anything a propagation never needs (types, sparse tensors, lists of graphs), kept by kind. */
  record Other(String kind) implements Attribute {}
}
