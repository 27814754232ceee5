package modellint.graph;

/** Where something stands, so that a person can find it. */
public sealed interface Place {

  String file();

  /** A position in source text; lines and columns count from 1. */
  record Line(String file, int line, int column) implements Place {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  /** A node of a binary graph, or the graph itself where {@code node} is empty. */
  record NodeAt(String file, String node) implements Place {
    @Override
    public String toString() {
      return node.isEmpty() ? file : file + " :: " + node;
    }
  }
}
