package modellint.analysis.range;

/** Whether exact zeros are sure to occur for some input that the model may be given. */
public enum Zeros {
  /** Nothing says so. */
  UNSEEN,
  /** Single elements, as behind a ReLU. */
  ELEMENTS,
  /** All elements that a reduction combines, as in an empty image. */
  ROWS;

  public boolean occur() {
    return this != UNSEEN;
  }

  Zeros least(Zeros other) {
    return compareTo(other) < 0 ? this : other;
  }

  Zeros most(Zeros other) {
    return compareTo(other) < 0 ? other : this;
  }
}
