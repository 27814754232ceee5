package modellint.dl4j;

/** What becomes of a layer's parameters. */
enum Fate {
  /** Drawn anew, then trained. */
  FRESH,
  /** Drawn anew in another size; what its network inferred of it stays. */
  RESIZED,
  /** Taken over from a network that was there before, then trained on. */
  KEPT,
  /** Taken over, and never changed. */
  FROZEN
}
