package modellint.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import modellint.config.FailOn;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;
import modellint.rule.Measure;

/** The findings, those that fail the run first, each with its numbers and what to do. */
final class FindingCards {

  /** Shown at once; the rest unfolds. */
  private static final int MOST_AT_ONCE = 100;

  private final Report report;
  private final FailOn failOn;
  private final ModelSections models;

  FindingCards(Report report, FailOn failOn, ModelSections models) {
    this.report = report;
    this.failOn = failOn;
    this.models = models;
  }

  void write(Markup page) {
    page.open("section", "id", "findings").element("h2", "Findings");
    if (report.findings().isEmpty()) {
      page.element("p", "None.", "class", "muted");
    }
    List<Reported> sorted =
        report.findings().stream()
            .sorted(
                Comparator.comparing((Reported it) -> !it.fails(failOn))
                    .thenComparing(Reported::severity, Comparator.reverseOrder()))
            .toList();
    sorted.stream().limit(MOST_AT_ONCE).forEach(it -> card(it, page));
    if (sorted.size() > MOST_AT_ONCE) {
      page.open("details").element("summary", sorted.size() - MOST_AT_ONCE + " more");
      sorted.stream().skip(MOST_AT_ONCE).forEach(it -> card(it, page));
      page.close();
    }
    page.close();
  }

  private void card(Reported finding, Markup page) {
    page.open("article", "class", "card " + Words.of(finding.severity()));
    page.open("header");
    page.element("span", Words.of(finding.severity()), "class", "badge");
    page.element("span", finding.rule() + " " + finding.name(), "class", "rule");
    if (finding.verdict() != Verdict.STATIC) {
      String verdict = Words.of(finding.verdict());
      page.element("span", verdict, "class", "run " + verdict);
    }
    page.close();
    page.element("h3", finding.message());
    place(finding, page);
    measures(finding, page);
    page.open("dl");
    entry(page, "Fix", finding.fix().text());
    finding.fix().effect().ifPresent(it -> entry(page, "Effect", it));
    finding.evidence().ifPresent(it -> entry(page, "Run", it));
    page.close().close();
  }

  private void place(Reported finding, Markup page) {
    page.open("p", "class", "place").element("code", Words.place(finding));
    Optional<String> link = models.link(finding);
    link.ifPresent(it -> page.text(" ").element("a", "in its model", "href", it));
    page.close();
  }

  private static void measures(Reported finding, Markup page) {
    page.open("table", "class", "measures").open("thead").open("tr");
    boolean isShown = !finding.shown().isEmpty();
    for (String title : List.of("measure", "value", "limit", "known by")) {
      page.element("th", title, "scope", "col");
    }
    if (isShown) {
      page.element("th", "measured", "scope", "col");
    }
    page.close().close().open("tbody");
    for (Measure it : finding.measures()) {
      page.open("tr");
      page.element("td", it.name());
      page.element("td", Digits.three(it.estimate().value()), "class", "number");
      page.element(
          "td", Double.isNaN(it.limit()) ? "–" : Digits.three(it.limit()), "class", "number");
      page.element("td", Words.of(it.estimate().basis()));
      if (isShown) {
        page.element("td", finding.shown(it).map(Prose::shown).orElse("–"), "class", "number");
      }
      page.close();
    }
    page.close().close();
  }

  private static void entry(Markup page, String term, String text) {
    page.element("dt", term).element("dd", text);
  }
}
