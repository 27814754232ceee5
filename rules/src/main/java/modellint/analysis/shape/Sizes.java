package modellint.analysis.shape;

import modellint.graph.Dim;

/**
 * Arithmetic of dimensions. What stays a monomial is exact; a sum or a rounded quotient becomes a
 * symbol named after the expression, so that equal expressions stay equal.
 */
final class Sizes {

  /** Longer expressions are named by a hash: names must not grow with the depth of the model. */
  private static final int LONGEST = 96;

  private Sizes() {}

  static Dim plus(Dim a, long b) {
    if (b == 0) {
      return a;
    }
    if (a.isKnown()) {
      return known(Math.addExact(a.size(), b));
    }
    return symbol(b > 0 ? a + "+" + b : a + "-" + Math.negateExact(b));
  }

  static Dim plus(Dim a, Dim b) {
    if (b.isKnown()) {
      return plus(a, b.size());
    }
    if (a.isKnown()) {
      return plus(b, a.size());
    }
    if (a.powers().equals(b.powers())) {
      return new Dim(Math.addExact(a.factor(), b.factor()), a.powers());
    }
    String left = a.toString();
    String right = b.toString();
    // The order of a sum must not decide its name.
    return symbol(left.compareTo(right) <= 0 ? left + "+" + right : right + "+" + left);
  }

  static Dim minus(Dim a, Dim b) {
    if (b.isKnown()) {
      return plus(a, Math.negateExact(b.size()));
    }
    if (a.powers().equals(b.powers())) {
      return a.factor() == b.factor()
          ? Dim.of(0)
          : new Dim(positive(Math.subtractExact(a.factor(), b.factor())), a.powers());
    }
    return symbol(a + "-(" + b + ")");
  }

  static Dim floorDiv(Dim a, long b) {
    if (b <= 0) {
      throw new Unknowable("division by " + b);
    }
    if (a.isKnown()) {
      return Dim.of(a.size() / b);
    }
    return a.dividedBy(Dim.of(b)).orElseGet(() -> symbol("floor((" + a + ")/" + b + ")"));
  }

  static Dim floorDiv(Dim a, Dim b) {
    if (b.isKnown()) {
      return floorDiv(a, b.size());
    }
    return a.dividedBy(b).orElseGet(() -> symbol("floor((" + a + ")/(" + b + "))"));
  }

  static Dim ceilDiv(Dim a, long b) {
    if (b <= 0) {
      throw new Unknowable("division by " + b);
    }
    if (a.isKnown()) {
      return Dim.of(a.size() / b + (a.size() % b == 0 ? 0 : 1));
    }
    return a.dividedBy(Dim.of(b)).orElseGet(() -> symbol("ceil((" + a + ")/" + b + ")"));
  }

  /** The size that both broadcast to: equal, or one of them is 1. */
  static Dim broadcast(Dim a, Dim b) {
    if (a.equals(b) || isOne(b)) {
      return a;
    }
    if (isOne(a)) {
      return b;
    }
    if (a.isKnown() && b.isKnown()) {
      throw new Unknowable("sizes do not broadcast: " + a + " and " + b);
    }
    if (a.isKnown() || b.isKnown()) {
      return a.isKnown() ? a : b;
    }
    String left = a.toString();
    String right = b.toString();
    return symbol(
        left.compareTo(right) <= 0
            ? "broadcast(" + left + "," + right + ")"
            : "broadcast(" + right + "," + left + ")");
  }

  /** Of two names for one size, the one that says more. */
  static Dim same(Dim a, Dim b) {
    if (a.isKnown() && b.isKnown() && !a.equals(b)) {
      throw new Unknowable("sizes differ: " + a + " and " + b);
    }
    return a.isKnown() || !b.isKnown() ? a : b;
  }

  static boolean isOne(Dim dim) {
    return dim.isKnown() && dim.size() == 1;
  }

  static Dim known(long size) {
    return Dim.of(positive(size));
  }

  static Dim symbol(String expression) {
    if (expression.length() <= LONGEST) {
      return Dim.symbol(expression);
    }
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < expression.length(); i++) {
      hash = (hash ^ expression.charAt(i)) * 0x100000001b3L;
    }
    return Dim.symbol("expression#" + Long.toHexString(hash));
  }

  private static long positive(long size) {
    if (size < 0) {
      throw new Unknowable("size is negative: " + size);
    }
    return size;
  }
}
