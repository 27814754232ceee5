package modellint.analysis.shape;

import java.util.function.DoubleBinaryOperator;
import modellint.graph.ElementType;

/** Arithmetic of single elements; symbolic sizes stay symbolic as long as they can. */
final class Scalars {

  @FunctionalInterface
  interface Binary {
    Element of(Element a, Element b, ElementType type);
  }

  private Scalars() {}

  static Binary numbers(DoubleBinaryOperator function) {
    return (a, b, type) ->
        a instanceof Element.Number x && b instanceof Element.Number y
            ? rounded(function.applyAsDouble(x.value(), y.value()), type)
            : Element.UNKNOWN;
  }

  private static Binary sizes(
      DoubleBinaryOperator function, java.util.function.BinaryOperator<Element> symbolic) {
    return (a, b, type) -> {
      if (a.isNumber() && b.isNumber()) {
        return numbers(function).of(a, b, type);
      }
      if (a instanceof Element.Unknown || b instanceof Element.Unknown) {
        return Element.UNKNOWN;
      }
      try {
        return symbolic.apply(a, b);
      } catch (Unknowable | ArithmeticException e) {
        return Element.UNKNOWN;
      }
    };
  }

  /** What the element type makes of a number. */
  static Element rounded(double value, ElementType type) {
    if (type == ElementType.FLOAT) {
      return new Element.Number((double) (float) value);
    }
    boolean exact = type == ElementType.BOOL || Math.abs(value) < Element.EXACT;
    return type.isFloating() || exact ? new Element.Number(value) : Element.UNKNOWN;
  }

  static final Binary ADD =
      sizes(
          Double::sum,
          (a, b) -> {
            if (!a.isNumber() && b.isNumber()) {
              return Element.of(Sizes.plus(a.dim(), whole(b)));
            }
            return a.isNumber()
                ? Element.of(Sizes.plus(b.dim(), whole(a)))
                : Element.of(Sizes.plus(a.dim(), b.dim()));
          });

  static final Binary SUBTRACT =
      sizes(
          (a, b) -> a - b,
          (a, b) -> {
            if (b.isNumber()) {
              return Element.of(Sizes.plus(a.dim(), Math.negateExact(whole(b))));
            }
            return Element.of(Sizes.minus(a.dim(), b.dim()));
          });

  static final Binary MULTIPLY =
      sizes((a, b) -> a * b, (a, b) -> Element.of(a.dim().times(b.dim())));

  static final Binary DIVIDE =
      (a, b, type) -> {
        if (a.isNumber() && b.isNumber()) {
          if (type.isFloating()) {
            return rounded(a.number() / b.number(), type);
          }
          return b.number() == 0
              ? Element.UNKNOWN
              : truncated((long) a.number() / (long) b.number());
        }
        // A symbolic quotient of reals is a size only where nothing is left over.
        return sizes(
                (x, y) -> x / y,
                (x, y) ->
                    type.isFloating()
                        ? x.dim().dividedBy(y.dim()).map(Element::of).orElse(Element.UNKNOWN)
                        : Element.of(Sizes.floorDiv(x.dim(), y.dim())))
            .of(a, b, type);
      };

  private static Element truncated(long quotient) {
    return new Element.Number(quotient);
  }

  static final Binary MAX =
      sizes(Math::max, (a, b) -> a.equals(b) || below(b) ? a : below(a) ? b : Element.UNKNOWN);

  static final Binary MIN =
      sizes(Math::min, (a, b) -> a.equals(b) || above(b) ? a : above(a) ? b : Element.UNKNOWN);

  static final Binary EQUAL =
      sizes(
          (a, b) -> a == b ? 1 : 0,
          (a, b) ->
              a.equals(b)
                  ? Element.of(true)
                  : negative(a) || negative(b) ? Element.of(false) : Element.UNKNOWN);

  static final Binary LESS =
      sizes(
          (a, b) -> a < b ? 1 : 0,
          (a, b) ->
              a.equals(b) || below(b)
                  ? Element.of(false)
                  : negative(a) ? Element.of(true) : Element.UNKNOWN);

  static final Binary GREATER = (a, b, type) -> LESS.of(b, a, type);

  private static boolean negative(Element it) {
    return it instanceof Element.Number n && n.value() < 0;
  }

  /** No size is smaller. */
  private static boolean below(Element it) {
    return it instanceof Element.Number n && n.value() <= 0;
  }

  /** No size is larger: "to the end". */
  private static boolean above(Element it) {
    return it instanceof Element.Number n && n.value() >= Integer.MAX_VALUE;
  }

  private static long whole(Element it) {
    double value = it.number();
    if (value != Math.rint(value) || Math.abs(value) >= Element.EXACT) {
      throw new Unknowable("not whole: " + value);
    }
    return (long) value;
  }

  static Element negated(Element it) {
    return it instanceof Element.Number n ? new Element.Number(-n.value()) : Element.UNKNOWN;
  }
}
