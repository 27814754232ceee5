package modellint.fuzz;

/** The statements of one method, as far as they are written. */
final class Body {

  private final boolean isStatic;
  private final StringBuilder text = new StringBuilder();
  private int depth = 1;

  Body(boolean isStatic) {
    this.isStatic = isStatic;
  }

  /** Whether there is no object whose fields could be read. */
  boolean isStatic() {
    return isStatic;
  }

  void line(String statement) {
    text.append("  ".repeat(depth)).append(statement).append('\n');
  }

  /** Begins a block: {@code for (…) }. */
  void open(String head) {
    line(head + "{");
    depth++;
  }

  void close(String tail) {
    depth--;
    line("}" + tail);
  }

  String text() {
    return text.toString();
  }
}
