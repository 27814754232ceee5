package modellint.verify.search;

import modellint.verify.run.Block;

/**
 * The worst element of a value, and the direction that makes it worse: the gradient by the value of
 * what is to be increased.
 *
 * @param value the element, or the widest gap between two of a row
 */
record Extreme(double value, double[] direction) {

  static Extreme of(Search search, Block operand) {
    double[] values = operand.reals();
    return search.aim() == Search.Aim.APART ? apart(values, operand.shape()) : one(search, values);
  }

  private static Extreme one(Search search, double[] values) {
    int worst = 0;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        return new Extreme(values[i], new double[values.length]);
      }
      if (search.badness(values[i]) > search.badness(values[worst])) {
        worst = i;
      }
    }
    var direction = new double[values.length];
    direction[worst] =
        switch (search.aim()) {
          case UP, APART -> 1;
          case DOWN -> -1;
          case TO_ZERO -> -Math.signum(values[worst]);
        };
    return new Extreme(values[worst], direction);
  }

  private static Extreme apart(double[] values, long[] shape) {
    int width = shape.length == 0 ? 1 : (int) shape[shape.length - 1];
    int most = 0;
    int least = 0;
    for (int row = 0; row + width <= values.length; row += width) {
      int top = row;
      int bottom = row;
      for (int i = row; i < row + width; i++) {
        top = values[i] > values[top] ? i : top;
        bottom = values[i] < values[bottom] ? i : bottom;
      }
      if (values[top] - values[bottom] > values[most] - values[least]) {
        most = top;
        least = bottom;
      }
    }
    var direction = new double[values.length];
    direction[most] += 1;
    direction[least] -= 1;
    return new Extreme(values[most] - values[least], direction);
  }
}
