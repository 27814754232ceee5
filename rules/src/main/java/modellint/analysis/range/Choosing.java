package modellint.analysis.range;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import modellint.graph.Node;

/** Bounds, choices and comparisons. */
final class Choosing {

  private static final Interval TRUTH = new Interval(0, 1);

  private Choosing() {}

  static Map<String, Transfer> transfers() {
    var all = new HashMap<String, Transfer>();
    all.put("Clip", Choosing::clip);
    all.put("Max", step -> extreme(step, true));
    all.put("Min", step -> extreme(step, false));
    all.put("Where", Choosing::where);
    for (String type :
        new String[] {
          "Equal", "Less", "Greater", "LessOrEqual", "GreaterOrEqual", "And", "Or", "Xor", "Not"
        }) {
      all.put(type, step -> truth());
    }
    return all;
  }

  /** Zero and one, both of which occur. */
  static Range truth() {
    return new Range(TRUTH, TRUTH, Zeros.ELEMENTS, false, false);
  }

  private static Range clip(Step step) {
    double low = bound(step, 1, "min", Double.NEGATIVE_INFINITY);
    double high = bound(step, 2, "max", Double.POSITIVE_INFINITY);
    if (Double.isNaN(low) || Double.isNaN(high) || low > high) {
      return Range.UNKNOWN;
    }
    return step.range(0).map(x -> Math.min(high, Math.max(low, x)));
  }

  /** A bound that is stated but not known is not a number. */
  private static double bound(Step step, int input, String attribute, double otherwise) {
    Optional<String> name = step.node().input(input);
    return name.isEmpty()
        ? step.node().real(attribute, otherwise)
        : step.scalar(input).orElse(Double.NaN);
  }

  private static Range extreme(Step step, boolean largest) {
    Range all = step.range(0);
    for (int i = 1; i < step.node().inputs().size(); i++) {
      all = extreme(all, step, i, largest);
    }
    return all;
  }

  private static Range extreme(Range a, Step step, int input, boolean largest) {
    Range b = step.range(input);
    OptionalDouble number = step.scalar(input);
    if (number.isPresent()) {
      double bound = number.getAsDouble();
      return a.map(x -> largest ? Math.max(x, bound) : Math.min(x, bound));
    }
    if (input == 1 && step.scalar(0).isPresent()) {
      double bound = step.scalar(0).getAsDouble();
      return b.map(x -> largest ? Math.max(x, bound) : Math.min(x, bound));
    }
    Interval x = a.within();
    Interval y = b.within();
    Interval within =
        largest
            ? new Interval(Math.max(x.low(), y.low()), Math.max(x.high(), y.high()))
            : new Interval(Math.min(x.low(), y.low()), Math.min(x.high(), y.high()));
    return new Range(within, Interval.NONE, Zeros.UNSEEN, false, a.declared() || b.declared());
  }

  private static Range where(Step step) {
    Range yes = condition(step, 1, true);
    Range no = condition(step, 2, false);
    boolean blank = !step.wiring().isFixed(step.name(0)) && (isZero(step, 1) || isZero(step, 2));
    Interval within = yes.within().hull(no.within());
    return new Range(
        within,
        Interval.NONE,
        blank && within.contains(0) ? Zeros.ELEMENTS : Zeros.UNSEEN,
        false,
        yes.declared() || no.declared());
  }

  private static boolean isZero(Step step, int input) {
    OptionalDouble number = step.scalar(input);
    return number.isPresent() && number.getAsDouble() == 0;
  }

  /** An operand as far as the condition lets it through: x &gt; 0 ? x : 1 is positive. */
  private static Range condition(Step step, int input, boolean holds) {
    Range range = step.range(input);
    Optional<Node> test = step.wiring().producer(Relations.behind(step.name(0), step.wiring()));
    boolean negated = test.filter(it -> it.is("Not")).isPresent();
    if (negated) {
      test = step.wiring().producer(test.get().inputs().get(0));
    }
    if (test.isEmpty() || test.get().inputs().size() != 2) {
      return range;
    }
    boolean positive = holds != negated;
    for (int side = 0; side < 2; side++) {
      OptionalDouble limit = step.wiring().scalar(test.get().inputs().get(1 - side));
      if (limit.isPresent() && test.get().inputs().get(side).equals(step.name(input))) {
        return restricted(range, test.get().type(), side == 0, limit.getAsDouble(), positive);
      }
    }
    return range;
  }

  private static Range restricted(
      Range range, String type, boolean valueFirst, double limit, boolean holds) {
    if (type.equals("Equal")) {
      boolean only = range.within().low() >= 0 && limit == 0 && !holds;
      return only ? range.narrowed(Interval.POSITIVE).withZeros(Zeros.UNSEEN) : range;
    }
    if (!type.startsWith("Less") && !type.startsWith("Greater")) {
      return range;
    }
    boolean above = type.startsWith("Greater") == (valueFirst == holds);
    boolean strict = type.endsWith("OrEqual") != holds;
    Interval side =
        above
            ? new Interval(strict ? Math.nextUp(limit) : limit, Double.POSITIVE_INFINITY)
            : new Interval(Double.NEGATIVE_INFINITY, strict ? Math.nextDown(limit) : limit);
    return range.narrowed(side).withZeros(side.contains(0) ? range.zeros() : Zeros.UNSEEN);
  }
}
