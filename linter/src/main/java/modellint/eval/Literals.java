package modellint.eval;

import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import java.util.Locale;
import java.util.Optional;

/** The values of literals. One that is out of range does not compile, and is unknown here. */
final class Literals {

  private Literals() {}

  static Value value(LiteralExpr literal) {
    try {
      if (literal instanceof IntegerLiteralExpr it) {
        return new Value.Whole(small(it.getValue()).orElseGet(() -> it.asNumber().intValue()));
      }
      if (literal instanceof LongLiteralExpr it) {
        return Arithmetic.wide(it.asNumber().longValue());
      }
      if (literal instanceof DoubleLiteralExpr it) {
        return real(it);
      }
      if (literal instanceof BooleanLiteralExpr it) {
        return new Value.Truth(it.getValue());
      }
      if (literal instanceof TextBlockLiteralExpr it) {
        return new Value.Text(it.translateEscapes());
      }
      if (literal instanceof StringLiteralExpr it) {
        return new Value.Text(it.asString());
      }
      if (literal instanceof CharLiteralExpr it) {
        return new Value.Letter(it.asChar());
      }
      if (literal instanceof NullLiteralExpr) {
        return new Value.Nothing();
      }
    } catch (NumberFormatException | ArithmeticException e) {
      return new Value.Unknown("literal", "literal " + literal + " is out of range");
    }
    return new Value.Unknown("literal", "literal " + literal + " is of an unknown kind");
  }

  /**
   * Decimal digits that surely fit, without the parser's regular expressions. 2147483648 is none of
   * them: it stands behind a minus sign alone, and both together are an int.
   */
  private static Optional<Integer> small(String text) {
    boolean decimal = text.length() < 10 && (text.length() == 1 || text.charAt(0) != '0');
    return decimal && text.chars().allMatch(it -> it >= '0' && it <= '9')
        ? Optional.of(Integer.valueOf(text))
        : Optional.empty();
  }

  private static Value real(DoubleLiteralExpr it) {
    String text = it.getValue().replace("_", "").toLowerCase(Locale.ROOT);
    boolean hex = text.startsWith("0x");
    if (text.endsWith("f") && (!hex || text.contains("p"))) {
      return Value.Real.single(Float.parseFloat(text));
    }
    return new Value.Real(Double.parseDouble(text));
  }
}
