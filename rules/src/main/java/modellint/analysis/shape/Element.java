package modellint.analysis.shape;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import modellint.graph.Dim;

/** One element of a folded tensor: a number, a size that is still symbolic, or not known. */
sealed interface Element {

  Element UNKNOWN = new Unknown();

  /** Integers at or beyond this do not fit a double exactly. */
  double EXACT = 0x1p53;

  record Number(double value) implements Element {}

  /** A dimension with symbols; one without is a number. */
  record Size(Dim dim) implements Element {}

  record Unknown() implements Element {}

  static Element of(Dim dim) {
    return dim.isKnown() ? new Number(dim.size()) : new Size(dim);
  }

  static Element of(boolean truth) {
    return new Number(truth ? 1 : 0);
  }

  default boolean isNumber() {
    return this instanceof Number;
  }

  default double number() {
    if (this instanceof Number it) {
      return it.value();
    }
    throw new Unknowable("an element is not known");
  }

  /** The element as a dimension. */
  default Dim dim() {
    if (this instanceof Size it) {
      return it.dim();
    }
    double value = number();
    if (value < 0 || value >= EXACT || value != Math.rint(value)) {
      throw new Unknowable("no dimension: " + value);
    }
    return Dim.of((long) value);
  }

  /** Numbers seen as elements, without a copy. */
  static List<Element> of(List<Double> numbers) {
    return new Numbers(numbers);
  }

  final class Numbers extends AbstractList<Element> implements RandomAccess {
    private final List<Double> values;

    Numbers(List<Double> values) {
      this.values = values;
    }

    @Override
    public Element get(int index) {
      return new Number(values.get(index));
    }

    @Override
    public int size() {
      return values.size();
    }
  }
}
