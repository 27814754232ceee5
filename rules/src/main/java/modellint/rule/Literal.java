package modellint.rule;

/** A number as a programmer writes it into code: {@code 0.01}, {@code 5e-5}, {@code 1e7}. */
public final class Literal {

  private Literal() {}

  public static String of(double number) {
    return Double.toString(number).replace(".0E", "E").replace('E', 'e');
  }
}
