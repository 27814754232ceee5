package modellint.report;

import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis. */
final class Ticks {

  private static final int MOST = 8;

  /** Above this many decades an axis shows powers of ten alone. */
  private static final double WIDE = 3.2;

  /** A tick's place in decades, or layers, and what stands beside it. */
  record Tick(double at, String label) {}

  private Ticks() {}

  /** Ticks of a logarithmic axis from {@code low} to {@code high} decades. */
  static List<Tick> decades(double low, double high) {
    return high - low > WIDE ? powers(low, high) : oneTwoFive(low, high);
  }

  /** Numbers of layers from 1 to {@code layers}; the place is counted from zero. */
  static List<Tick> layers(int layers) {
    var ticks = new ArrayList<Tick>();
    long step = step(layers / 10.0);
    ticks.add(new Tick(0, "1"));
    // The first multiple would touch the 1 where it is only one step away.
    for (long number = step > 2 ? step : 2 * step; number <= layers; number += step) {
      ticks.add(new Tick(number - 1.0, Long.toString(number)));
    }
    return List.copyOf(ticks);
  }

  private static List<Tick> powers(double low, double high) {
    var ticks = new ArrayList<Tick>();
    long step = step((high - low) / MOST);
    for (long at = (long) Math.ceil(low / step) * step; at <= high; at += step) {
      ticks.add(new Tick(at, "10" + superscript(at)));
    }
    return List.copyOf(ticks);
  }

  private static List<Tick> oneTwoFive(double low, double high) {
    var ticks = new ArrayList<Tick>();
    for (int decade = (int) Math.floor(low); decade <= high; decade++) {
      for (int digit : new int[] {1, 2, 5}) {
        double at = decade + StrictMath.log10(digit);
        if (at >= low && at <= high) {
          ticks.add(new Tick(at, number(digit, decade)));
        }
      }
    }
    return List.copyOf(ticks);
  }

  private static String number(int digit, int decade) {
    return decade < 0 ? "0." + "0".repeat(-decade - 1) + digit : digit + "0".repeat(decade);
  }

  /** The least of 1, 2, 5, 10, 20 ... that is not below {@code least}. */
  private static long step(double least) {
    for (long power = 1; ; power *= 10) {
      for (long step : new long[] {power, 2 * power, 5 * power}) {
        if (step >= least) {
          return step;
        }
      }
    }
  }

  private static String superscript(long number) {
    var digits = new StringBuilder();
    Long.toString(number)
        .chars()
        .forEach(c -> digits.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0')));
    return digits.toString();
  }
}
