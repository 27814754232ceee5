package modellint.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import modellint.config.FailOn;
import modellint.engine.CheckedModel;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;

/** Markdown for a job summary or a comment; a summary holds a mebibyte, so rows are limited. */
final class MarkdownFormat implements ReportFormat {

  private static final int MOST_ROWS = 500;

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    out.write("## ModelLint: " + headline(report, failOn) + "\n\n");
    out.write(SummaryLine.of(report.summary()) + "\n");
    findings(report, failOn, out);
    notChecked(report, out);
    models(report, out);
  }

  private static String headline(Report report, FailOn failOn) {
    return switch (report.outcome(failOn)) {
      case CLEAN -> report.models().isEmpty() ? "nothing to check" : "passed";
      case FINDINGS -> "failed";
      case INCOMPLETE -> "not everything could be checked";
      case ERROR -> "error";
    };
  }

  private static void findings(Report report, FailOn failOn, Writer out) throws IOException {
    if (report.findings().isEmpty()) {
      return;
    }
    boolean ran = report.findings().stream().anyMatch(it -> it.verdict() != Verdict.STATIC);
    out.write("\n| | rule | where | what | why | fix |" + (ran ? " run |" : ""));
    out.write("\n|---|---|---|---|---|---|" + (ran ? "---|" : "") + "\n");
    List<Reported> worstFirst =
        report.findings().stream()
            .sorted(
                Comparator.comparing((Reported it) -> !it.fails(failOn))
                    .thenComparing(Reported::severity, Comparator.reverseOrder()))
            .toList();
    for (Reported it : worstFirst.subList(0, Math.min(MOST_ROWS, worstFirst.size()))) {
      var cells =
          new ArrayList<>(
              List.of(
                  it.fails(failOn)
                      ? "**" + Words.of(it.severity()) + "**"
                      : Words.of(it.severity()),
                  it.rule() + " " + it.name(),
                  code(Words.place(it)),
                  text(it.message()),
                  it.measures().stream()
                      .map(measure -> text(Prose.measure(measure, it)))
                      .collect(Collectors.joining("<br>")),
                  text(it.fix().text())
                      + it.fix().effect().map(effect -> "<br>" + text(effect)).orElse("")));
      if (ran) {
        cells.add(
            Words.of(it.verdict())
                + it.evidence().map(text -> "<br>" + escaped(SafeText.prose(text))).orElse(""));
      }
      row(out, cells);
    }
    if (worstFirst.size() > MOST_ROWS) {
      out.write("\n" + (worstFirst.size() - MOST_ROWS) + " more findings are not shown.\n");
    }
  }

  private static void notChecked(Report report, Writer out) throws IOException {
    if (report.notChecked().isEmpty()) {
      return;
    }
    out.write("\n### Not checked\n\n| path | kind | reason |\n|---|---|---|\n");
    for (NotChecked it :
        report.notChecked().subList(0, Math.min(MOST_ROWS, report.notChecked().size()))) {
      row(out, List.of(code(SafeText.of(it.path())), Words.of(it.kind()), text(it.reason())));
    }
  }

  private static void models(Report report, Writer out) throws IOException {
    if (report.models().isEmpty()) {
      return;
    }
    out.write(
        "\n"
            + "### Models\n\n"
            + "| model | kind | weights | layers | gradient growth, decades | measured |\n");
    out.write("|---|---|---|---:|---:|---:|\n");
    for (CheckedModel it :
        report.models().subList(0, Math.min(MOST_ROWS, report.models().size()))) {
      row(
          out,
          List.of(
              code(Words.title(it)),
              it.kind(),
              it.weights(),
              Integer.toString(it.layers().size()),
              it.gradientGrowth().predicted().isPresent()
                  ? Digits.decades(it.gradientGrowth().predicted().getAsDouble())
                  : "not predicted: "
                      + text(it.gradientGrowth().abstained().orElse("no weighted layer")),
              it.gradientGrowth().measured().isPresent()
                  ? Digits.decades(it.gradientGrowth().measured().getAsDouble())
                  : ""));
    }
  }

  private static void row(Writer out, List<String> cells) throws IOException {
    out.write("| " + String.join(" | ", cells) + " |\n");
  }

  /** As code, where nothing is markup but the bar of the table and the tick itself. */
  private static String code(String safe) {
    return "`" + safe.replace("`", "'").replace("|", "\\|") + "`";
  }

  private static String text(String raw) {
    return escaped(SafeText.of(raw));
  }

  private static String escaped(String safe) {
    var escaped = new StringBuilder();
    safe.chars()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '&' -> escaped.append("&amp;");
                case '\\', '`', '*', '_', '[', ']', '|', '#', '@', '~' ->
                    escaped.append('\\').append((char) c);
                default -> escaped.append((char) c);
              }
            });
    return escaped.toString();
  }
}
