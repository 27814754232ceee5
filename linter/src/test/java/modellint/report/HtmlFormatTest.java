package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import modellint.config.FailOn;
import modellint.engine.CheckedModel;
import modellint.engine.Growth;
import modellint.engine.LayerRow;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;
import modellint.graph.Dim;
import modellint.graph.Estimate;
import modellint.graph.Histogram;
import modellint.graph.Shape;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Severity;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The page is read back by the strict XML parser of the JDK, which knows nothing of ours. */
class HtmlFormatTest {

  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "' onmouseover='alert(1)",
          "</title></style></svg><iframe src=//evil>",
          "]]><!-- -->&lt;&#x3c;script>",
          "javascript:alert(1)",
          "\u0000\u001b]8;;x\u0007\u202e\ud800\ufffe\uffff",
          "{{7*7}}${7*7}<%= 7*7 %>");

  @Test
  void nothing_that_a_model_says_becomes_markup() throws Exception {
    List<String> plain = structure(parsed(of("name")));
    for (String hostile : HOSTILE) {
      Document page = parsed(of(hostile));

      assertEquals(plain, structure(page), hostile);
      assertTrue(
          page.getDocumentElement().getTextContent().contains(SafeText.of(hostile).substring(0, 5)),
          hostile);
    }
  }

  @Test
  void attributes_hold_only_what_we_wrote() throws Exception {
    Set<String> attributes = new HashSet<>();
    each(
        parsed(Samples.FULL),
        element -> {
          for (int i = 0; i < element.getAttributes().getLength(); i++) {
            String name = element.getAttributes().item(i).getNodeName();
            attributes.add(name);
            if (name.equals("href")) {
              String target = element.getAttribute(name);
              assertTrue(target.matches("#[a-z0-9-]+"), target);
            }
          }
        });

    assertTrue(attributes.contains("href"));
    assertTrue(attributes.stream().noneMatch(it -> it.startsWith("on") || it.equals("src")));
    assertTrue(!attributes.contains("style"), "the policy would refuse it");
  }

  @Test
  void a_run_that_nothing_can_fail_is_not_called_passed() throws IOException {
    var out = new StringWriter();
    new HtmlFormat().write(of("name").showing(it -> true), FailOn.NEVER, out);
    String incomplete = out.toString();
    out = new StringWriter();
    Report checked = new Report("1", of("name").models(), of("name").findings(), List.of());
    new HtmlFormat().write(checked, FailOn.NEVER, out);

    assertTrue(incomplete.contains("<title>ModelLint: Incomplete</title>"));
    assertTrue(out.toString().contains("<title>ModelLint: Reported</title>"));
  }

  @Test
  void every_link_and_label_finds_its_place() throws Exception {
    for (Report report : List.of(Samples.FULL, Samples.EMPTY, deep(300))) {
      Set<String> ids = new HashSet<>();
      List<String> wanted = new ArrayList<>();
      each(
          parsed(report),
          element -> {
            if (element.hasAttribute("id")) {
              assertTrue(ids.add(element.getAttribute("id")), element.getAttribute("id"));
            }
            if (element.hasAttribute("href")) {
              wanted.add(element.getAttribute("href").substring(1));
            }
            if (element.hasAttribute("aria-labelledby")) {
              wanted.addAll(List.of(element.getAttribute("aria-labelledby").split(" ")));
            }
          });

      assertTrue(!wanted.isEmpty() && ids.containsAll(wanted), wanted + " in " + ids);
    }
  }

  @Test
  void the_policy_allows_the_style_in_the_page_and_nothing_else() throws Exception {
    Document page = parsed(Samples.FULL);
    String style = page.getElementsByTagName("style").item(0).getTextContent();
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

    assertEquals(
        "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(hash)
            + "'; base-uri 'none'; form-action 'none'",
        metas(page).get("Content-Security-Policy"));
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertEquals(0, page.getElementsByTagName("link").getLength());
    assertTrue(!style.contains("url(") && !style.contains("@import") && !style.contains("<"));
  }

  @Test
  void a_thousand_layers_keep_their_peak_and_all_their_numbers() throws Exception {
    String text = FormatsTest.written("html", deep(1000));
    Document page = parsed(deep(1000));

    assertTrue(text.length() < 1_200_000, "characters: " + text.length());
    assertEquals(1000, page.getElementsByTagName("small").getLength());
    // Layer 501 alone stands out; its column reaches the upper end of the drawing.
    double top = Double.POSITIVE_INFINITY;
    Matcher y = Pattern.compile("[ML]?[0-9.]+,([0-9.]+)").matcher(line(page));
    while (y.find()) {
      top = Math.min(top, Double.parseDouble(y.group(1)));
    }
    assertTrue(top < 50, "the peak is drawn at " + top);
  }

  @Test
  void layers_without_a_prediction_leave_a_gap() throws Exception {
    List<LayerRow> rows =
        IntStream.range(0, 9).mapToObj(i -> i == 4 ? row(i, Double.NaN) : row(i, 0.1 * i)).toList();

    assertEquals(2, line(parsed(report(rows))).chars().filter(c -> c == 'M').count());
  }

  @Test
  void text_stands_out_from_its_ground_in_light_and_dark() throws IOException {
    String style = FormatsTest.written("html", Samples.EMPTY);
    int dark = style.indexOf("prefers-color-scheme: dark");
    for (String scheme : List.of(style.substring(0, dark), style.substring(dark))) {
      for (String text :
          List.of("text", "muted", "link", "error", "warning", "note", "good", "predicted")) {
        for (String ground : List.of("page", "panel")) {
          double contrast = contrast(colour(scheme, text), colour(scheme, ground));
          assertTrue(contrast >= 4.5, text + " on " + ground + ": " + contrast);
        }
      }
      for (String box : List.of("dense", "convolution", "recurrent", "embedding", "other")) {
        assertTrue(contrast(colour(scheme, "letter"), colour(scheme, box)) >= 4.5, box);
      }
    }
  }

  private static Report of(String name) {
    var growth =
        new Growth(
            name,
            OptionalDouble.of(1),
            OptionalDouble.of(0),
            OptionalDouble.of(2),
            OptionalDouble.empty(),
            Optional.of(name),
            Map.of());
    var model =
        new CheckedModel(
            name,
            name,
            name,
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            name,
            Optional.empty(),
            List.of(layer(name, name, 0.5), layer("other", name, 0.2)),
            List.of(new CheckedModel.Skip(0, 2)),
            growth,
            Optional.empty());
    var finding =
        new Reported(
            name,
            name,
            Severity.ERROR,
            name,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.of(name),
            name,
            List.of(new Measure(name, new Estimate(1, Estimate.Basis.EXACT), 2)),
            new Fix(name, Optional.of(name)),
            Verdict.CONFIRMED,
            Optional.of(name));
    return new Report(
        name,
        List.of(model),
        List.of(finding),
        List.of(new NotChecked(name, NotChecked.Kind.CRASH, name + ".")));
  }

  private static Report deep(int layers) {
    return report(
        IntStream.range(0, layers).mapToObj(i -> row(i, i == 500 ? 6 : 0.001 * i)).toList());
  }

  private static Report report(List<LayerRow> rows) {
    var growth =
        new Growth(
            "random",
            OptionalDouble.of(0),
            OptionalDouble.of(0),
            OptionalDouble.of(0),
            OptionalDouble.empty(),
            Optional.empty(),
            Map.of());
    var model =
        new CheckedModel(
            "deep.onnx",
            "g",
            "onnx",
            OptionalInt.empty(),
            OptionalLong.of(1),
            OptionalLong.of(1),
            List.of(),
            "fresh",
            Optional.empty(),
            rows,
            List.of(),
            growth,
            Optional.empty());
    return new Report("1", List.of(model), List.of(), List.of());
  }

  private static LayerRow row(int index, double gradient) {
    return layer("layer" + index, "w" + index, gradient);
  }

  private static LayerRow layer(String name, String weight, double gradient) {
    return new LayerRow(
        name,
        name,
        weight,
        name,
        OptionalInt.empty(),
        OptionalLong.of(9),
        Optional.of(new Shape(List.of(Dim.symbol(name), Dim.of(3)))),
        Optional.of(
            new LayerRow.Init(0.5, 0, 4, 4, Optional.of(name), Optional.empty(), Histogram.NONE)),
        Optional.of(name),
        Optional.of(new LayerRow.Predicted(1, gradient, gradient, gradient - 0.1, gradient + 0.1)),
        Optional.empty());
  }

  /** The gradient's line. */
  private static String line(Document page) {
    var lines = new ArrayList<String>();
    each(
        page,
        element -> {
          if (element.getAttribute("class").equals("line")) {
            lines.add(element.getAttribute("d"));
          }
        });
    return lines.get(0);
  }

  /** Elements in order, with what attributes they have. */
  private static List<String> structure(Document page) {
    var structure = new ArrayList<String>();
    each(
        page,
        element -> {
          var text = new StringBuilder(element.getTagName());
          for (int i = 0; i < element.getAttributes().getLength(); i++) {
            text.append(' ').append(element.getAttributes().item(i).getNodeName());
          }
          structure.add(text.toString());
        });
    return structure;
  }

  private static Map<String, String> metas(Document page) {
    var metas = new java.util.HashMap<String, String>();
    each(
        page,
        element -> {
          if (element.hasAttribute("http-equiv")) {
            metas.put(element.getAttribute("http-equiv"), element.getAttribute("content"));
          }
        });
    return metas;
  }

  private static void each(Document page, Consumer<Element> visitor) {
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      visitor.accept((Element) all.item(i));
    }
  }

  private static Document parsed(Report report)
      throws IOException, ParserConfigurationException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(FormatsTest.written("html", report))));
  }

  private static int colour(String scheme, String name) {
    Matcher colour = Pattern.compile("--" + name + ": #([0-9a-f]{6});").matcher(scheme);
    assertTrue(colour.find(), name);
    return Integer.parseInt(colour.group(1), 16);
  }

  /** By the Web Content Accessibility Guidelines 2.1. */
  private static double contrast(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16)
        + 0.7152 * linear(colour >> 8 & 0xff)
        + 0.0722 * linear(colour & 0xff);
  }

  private static double linear(int component) {
    double share = (component & 0xff) / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
