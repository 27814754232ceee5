package modellint.verify.judge;

import java.util.Locale;

/** Numbers of several runs in words: one, or from the least to the greatest. */
final class Ranges {

  private Ranges() {}

  static String of(double[] sorted) {
    return of(sorted, "%.3g");
  }

  static String decades(double[] sorted) {
    return of(sorted, "%.2f");
  }

  private static String of(double[] sorted, String form) {
    if (sorted.length == 0) {
      return "unknown";
    }
    String low = String.format(Locale.ROOT, form, sorted[0]);
    String high = String.format(Locale.ROOT, form, sorted[sorted.length - 1]);
    return low.equals(high) ? low : low + " to " + high;
  }
}
