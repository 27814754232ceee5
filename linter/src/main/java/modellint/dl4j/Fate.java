package modellint.dl4j;

/** What becomes of a layer's parameters. */
enum Fate {
  /** Drawn anew, then trained. */
  FRESH,
  /** Taken over from a network that was there before, then trained on. */
  KEPT,
  /** Taken over, and never changed. */
  FROZEN
}
