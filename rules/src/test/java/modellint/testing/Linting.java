package modellint.testing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import modellint.analysis.signal.Assumptions;
import modellint.graph.Graph;
import modellint.rule.Finding;
import modellint.rule.Inspection;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.Subject;
import modellint.rules.Rules;

/** What the text report prints of a spoken net, without colours, pictures and summary. */
public final class Linting {

  private Linting() {}

  public static Subject subject(Graph graph) {
    return new Subject(graph, Map.of(), Assumptions.DEFAULT);
  }

  /** The findings of {@code rule} alone, symptoms of other causes included. */
  public static String lint(Rule rule, Graph graph) {
    return text(rule.check(subject(graph)).toList());
  }

  /** What a user sees: every rule, each cause once. */
  public static String lint(Graph graph) {
    Inspection inspection = Inspection.of(Rules.ALL, subject(graph));
    if (!inspection.failures().isEmpty()) {
      throw new AssertionError(
          inspection.failures().toString(), inspection.failures().get(0).cause());
    }
    return text(inspection.findings());
  }

  /** {@code lint} for the id and the node of each finding alone. */
  public static List<String> names(Graph graph) {
    return Inspection.of(Rules.ALL, subject(graph)).findings().stream()
        .map(it -> it.severity().name().toLowerCase(Locale.ROOT) + " " + it.name())
        .toList();
  }

  public static String text(List<Finding> findings) {
    return findings.stream().map(Linting::text).collect(Collectors.joining("\n"));
  }

  private static String text(Finding finding) {
    var text = new StringBuilder();
    text.append(finding.severity().name().toLowerCase(Locale.ROOT))
        .append("[" + finding.rule() + "]: " + finding.message() + "\n")
        .append("  --> " + finding.place() + "\n");
    for (Measure measure : finding.measures()) {
      text.append("   = " + measure.name() + " " + digits(measure.estimate().value()))
          .append(" (" + measure.estimate().basis().name().toLowerCase(Locale.ROOT) + ")")
          .append(", limit " + digits(measure.limit()) + "\n");
    }
    text.append("   = help: " + finding.fix().text() + "\n");
    finding.fix().effect().ifPresent(it -> text.append("   = effect: " + it + "\n"));
    return text.toString();
  }

  /** Three significant digits. */
  private static String digits(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "unknown" : value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent < -3 || exponent > 2
        ? String.format(Locale.ROOT, "%.2e", rounded)
        : rounded.setScale(2 - exponent).toPlainString();
  }
}
