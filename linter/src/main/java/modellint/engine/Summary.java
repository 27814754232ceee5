package modellint.engine;

/** The counts on every report's last line. They are of findings shown, whatever their verdict. */
public record Summary(
    int models,
    int notChecked,
    int errors,
    int warnings,
    int notes,
    int confirmed,
    int refuted,
    int inconclusive) {}
