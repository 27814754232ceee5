package modellint.rule;

/** How bad the predicted damage is; the order is from harmless to fatal. */
public enum Severity {
  NOTE,
  WARNING,
  ERROR
}
