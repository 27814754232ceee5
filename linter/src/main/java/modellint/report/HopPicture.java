package modellint.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws the hops where most is lost or gained, one a line, longest bar for the worst; the rest is
 * summed up between them.
 */
final class HopPicture {

  private static final int WORST = 3;
  private static final int BAR = 12;
  private static final int MOST_NAME = 48;

  private HopPicture() {}

  /** The lines, or none where there is no way to show. */
  static List<String> of(Hops hops) {
    double largest = hops.largest();
    if (!(largest > 0) || Double.isInfinite(largest)) {
      return List.of();
    }
    List<Integer> shown = hops.telling(WORST);
    int width = shown.stream().mapToInt(i -> name(hops.all().get(i)).length()).max().orElseThrow();
    var lines = new ArrayList<String>();
    int next = 0;
    for (int position : shown) {
      elided(hops, next, position, lines);
      Hops.Hop hop = hops.all().get(position);
      String name = name(hop);
      int bar = (int) Math.round(BAR * Math.abs(hop.log10()) / largest);
      lines.add(
          name
              + " ".repeat(width - name.length())
              + "  x"
              + factor(hop.log10())
              + "  |"
              + "#".repeat(bar)
              + " ".repeat(BAR - bar)
              + "|");
      next = position + 1;
    }
    elided(hops, next, hops.all().size(), lines);
    return lines;
  }

  private static void elided(Hops hops, int from, int to, List<String> lines) {
    if (from < to) {
      lines.add("... " + (to - from) + " more, median x" + factor(hops.median(from, to)).strip());
    }
  }

  private static String factor(double log10) {
    String number = Digits.three(Math.pow(10, log10));
    return number + " ".repeat(Math.max(0, 8 - number.length()));
  }

  private static String name(Hops.Hop hop) {
    String name = SafeText.of(hop.layer());
    return name.length() <= MOST_NAME
        ? name
        : "..." + name.substring(name.length() - MOST_NAME + 3);
  }
}
