package modellint.engine;

/** How far a finding is settled. Only running the model gives more than {@link #STATIC}. */
public enum Verdict {
  /** Predicted from the file alone. */
  STATIC,
  CONFIRMED,
  /** The model was run and does not do what was predicted; such a finding never fails a gate. */
  REFUTED,
  INCONCLUSIVE
}
