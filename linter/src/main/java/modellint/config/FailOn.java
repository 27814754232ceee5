package modellint.config;

import modellint.rule.Severity;

/** The least severity that fails a run. */
public enum FailOn {
  ERROR,
  WARNING,
  NOTE,
  NEVER;

  public boolean fails(Severity severity) {
    return switch (this) {
      case ERROR -> severity == Severity.ERROR;
      case WARNING -> severity != Severity.NOTE;
      case NOTE -> true;
      case NEVER -> false;
    };
  }
}
