package modellint.fuzz;

/**
 * What runs between layers, as far as the generator has to know.
 *
 * @param size features or channels; 0 where nobody keeps count
 * @param typed whether the definition states the type of its input
 */
record Flow(Kind kind, int size, boolean typed) {

  enum Kind {
    ROWS,
    SEQUENCE,
    IMAGE,
    VOLUME
  }

  Flow of(Kind kind, int size) {
    return new Flow(kind, size, typed);
  }

  Flow sized(int size) {
    return new Flow(kind, size, typed);
  }
}
