package modellint.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import modellint.config.FailOn;
import modellint.engine.NotChecked;
import modellint.engine.Report;

/**
 * The report as one page for a browser: no script, nothing loaded from anywhere, light and dark,
 * printable. The same text is well-formed XML.
 */
final class HtmlFormat implements ReportFormat {

  private static final String STYLE = "report.css";

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    String style = style();
    var page = new Markup();
    page.verbatim("<!DOCTYPE html>\n");
    page.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
    head(report, failOn, style, page);
    page.open("body");
    header(report, page);
    page.open("main");
    VerdictStrip.write(report, failOn, page);
    var models = new ModelSections(report, failOn);
    new FindingCards(report, failOn, models).write(page);
    notChecked(report.notChecked(), page);
    models.write(page);
    MethodNotes.write(page);
    page.close().close().close();
    out.write(page.toString());
  }

  private static void head(Report report, FailOn failOn, String style, Markup page) {
    page.open("head").leaf("meta", "charset", "utf-8");
    // The browser runs no script and loads nothing, even if all else should fail: only this style.
    page.leaf(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'sha256-"
            + hash(style)
            + "'; base-uri 'none'; form-action 'none'");
    page.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.leaf("meta", "name", "color-scheme", "content", "light dark");
    String verdict = VerdictStrip.word(report, failOn);
    page.element("title", "ModelLint: " + verdict).verbatim("\n");
    page.open("style").verbatim(style).close().close();
  }

  private static void header(Report report, Markup page) {
    page.open("header", "class", "top").element("h1", "ModelLint report");
    page.element("span", report.version(), "class", "muted");
    page.open("nav", "aria-label", "Parts of the report");
    page.element("a", "Findings", "href", "#findings");
    if (!report.notChecked().isEmpty()) {
      page.element("a", "Not checked", "href", "#not-checked");
    }
    if (!report.models().isEmpty()) {
      page.element("a", "Models", "href", "#models");
    }
    page.element("a", "Method", "href", "#method");
    page.close().close();
  }

  private static void notChecked(List<NotChecked> entries, Markup page) {
    if (entries.isEmpty()) {
      return;
    }
    page.open("section", "id", "not-checked").element("h2", "Not checked");
    page.open("div", "class", "scroll").open("table").open("thead").open("tr");
    for (String title : List.of("path", "why", "reason")) {
      page.element("th", title, "scope", "col");
    }
    page.close().close().open("tbody");
    for (NotChecked it : entries) {
      page.open("tr").element("th", it.path(), "scope", "row");
      page.element("td", Words.of(it.kind())).element("td", it.reason()).close();
    }
    page.close().close().close().close();
  }

  private static String style() throws IOException {
    try (InputStream in = HtmlFormat.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new FileNotFoundException(STYLE);
      }
      // A checkout may have given it other line ends; the page is the same everywhere.
      return new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n");
    }
  }

  private static String hash(String style) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
