package modellint.djl;

import modellint.graph.Shape;

/** The first layer that reads an input of open shape decides its number of dimensions. */
final class Demand extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int input;
  private final transient Shape shape;

  Demand(int input, Shape shape) {
    super("the input's dimensions", null, false, false);
    this.input = input;
    this.shape = shape;
  }

  int input() {
    return input;
  }

  Shape shape() {
    return shape;
  }
}
