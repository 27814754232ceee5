package modellint.dl4j;

/** What the library does about the input sizes of layers when it builds a network. */
enum Inference {
  /** No input type is known to it: every nIn stays as stated. */
  NONE,
  /** Sizes follow from the input type where the layer states none. */
  FILLS,
  /** Sizes follow from the input type, whatever the layer states. */
  REPLACES,
  /** The source does not determine which. */
  UNKNOWN;

  /** Whether the library is told what comes in. */
  boolean types() {
    return this == FILLS || this == REPLACES;
  }
}
