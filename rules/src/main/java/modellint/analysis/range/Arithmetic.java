package modellint.analysis.range;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Operators of two operands, element by element, where the operands are related or not. */
final class Arithmetic {

  private Arithmetic() {}

  static Map<String, Transfer> transfers() {
    var all = new HashMap<String, Transfer>();
    all.put("Add", step -> sum(step, 1));
    all.put("Sub", step -> sum(step, -1));
    all.put("Mul", Arithmetic::product);
    all.put("Div", Arithmetic::quotient);
    all.put("Pow", Arithmetic::power);
    return all;
  }

  private static Range sum(Step step, int sign) {
    Line left = Line.of(step.name(0), step.wiring());
    Line right = Line.of(step.name(1), step.wiring());
    Range a = step.range(0);
    Range b = sign > 0 ? step.range(1) : Curves.negative(step.range(1));
    if (left.base().equals(right.base()) && !step.wiring().isFixed(left.base())) {
      double scale = left.scale() + sign * right.scale();
      double shift = left.shift() + sign * right.shift();
      return scaled(step.range(left.base()), scale, shift);
    }
    Range sum = unrelated(step, a, b);
    return sign < 0 ? Relations.difference(step, sum) : sum;
  }

  private static Range unrelated(Step step, Range a, Range b) {
    OptionalDouble number = step.scalar(1);
    if (number.isPresent()) {
      return scaled(a, 1, b.within().low());
    }
    if (step.scalar(0).isPresent()) {
      return scaled(b, 1, a.within().low());
    }
    Interval within = a.within().plus(b.within());
    boolean declared = a.declared() || b.declared();
    if (a.isMixed() && b.isMixed()) {
      return Range.mixed(within, declared).withZeros(a.zeros().least(b.zeros()));
    }
    Zeros both = a.zeros() == Zeros.ROWS && b.zeros() == Zeros.ROWS ? Zeros.ROWS : Zeros.UNSEEN;
    return new Range(within, Interval.NONE, both, false, declared);
  }

  /** Each element times one number plus another. */
  static Range scaled(Range range, double scale, double shift) {
    if (!Double.isFinite(scale) || !Double.isFinite(shift)) {
      return Range.UNKNOWN;
    }
    Interval by = Interval.of(scale);
    Interval plus = Interval.of(shift);
    Interval reached = range.reached().times(by).plus(plus);
    boolean moved = shift != 0;
    // A value that takes a whole interval freely takes the zero in it.
    Zeros zeros = moved ? seen(range, reached) : scale == 0 ? Zeros.ROWS : range.zeros();
    return new Range(
        range.within().times(by).plus(plus), reached, zeros, range.free(), range.declared());
  }

  private static Zeros seen(Range range, Interval reached) {
    if (!reached.contains(0)) {
      return Zeros.UNSEEN;
    }
    return range.free() ? Zeros.ROWS : range.isFlag() ? Zeros.ELEMENTS : Zeros.UNSEEN;
  }

  private static Range product(Step step) {
    Range a = step.range(0);
    Range b = step.range(1);
    if (Relations.isSquare(step)) {
      return squared(a);
    }
    if (step.scalar(1).isPresent()) {
      return scaled(a, b.within().low(), 0);
    }
    if (step.scalar(0).isPresent()) {
      return scaled(b, a.within().low(), 0);
    }
    Interval within = a.within().times(b.within());
    boolean declared = a.declared() || b.declared();
    Zeros zeros = a.zeros().most(b.zeros());
    boolean mixed =
        (a.isMixed() && (b.isMixed() || b.within().low() > 0))
            || (b.isMixed() && a.within().low() > 0);
    Range product =
        mixed
            ? Range.mixed(within, declared).withZeros(zeros)
            : new Range(within, Interval.NONE, zeros, false, declared);
    return Relations.gate(step, product);
  }

  private static Range squared(Range range) {
    return new Range(
        range.within().square(),
        range.reached().square(),
        range.zeros(),
        range.free(),
        range.declared());
  }

  private static Range quotient(Step step) {
    Range a = step.range(0);
    Range b = step.range(1);
    OptionalDouble by = step.scalar(1);
    if (by.isPresent()) {
      return by.getAsDouble() == 0 ? Range.UNKNOWN : scaled(a, 1 / by.getAsDouble(), 0);
    }
    Interval within = a.within().times(b.within().reciprocal());
    if (a.within().low() > 0 && b.within().low() > 0) {
      within = within.and(Interval.POSITIVE);
    }
    boolean declared = a.declared() || b.declared();
    Range quotient =
        a.isMixed() && b.within().low() > 0
            ? Range.mixed(within, declared).withZeros(a.zeros())
            : new Range(within, Interval.NONE, a.zeros(), false, declared);
    return Relations.share(step, quotient);
  }

  private static Range power(Step step) {
    OptionalDouble exponent = step.scalar(1);
    Range base = step.range(0);
    if (exponent.isEmpty()) {
      return base.within().low() > 0 ? Range.within(Interval.POSITIVE) : Range.UNKNOWN;
    }
    double p = exponent.getAsDouble();
    if (p < 0) {
      return Curves.reciprocal(raised(base, -p));
    }
    return p == 0 ? Range.constant(Interval.of(1), false) : raised(base, p);
  }

  private static Range raised(Range base, double p) {
    if (p == 2) {
      return squared(base);
    }
    if (p == Math.rint(p)) {
      return p % 2 == 0
          ? Curves.folded(base).map(x -> StrictMath.pow(x, p))
          : base.map(x -> StrictMath.pow(x, p));
    }
    return base.map(x -> StrictMath.pow(Math.max(0, x), p));
  }
}
