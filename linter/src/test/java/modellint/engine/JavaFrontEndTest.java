package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import modellint.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java sources through the whole run: what reports say, and what sources may accept. */
final class JavaFrontEndTest {

  private static final String HEAD =
      """
      import org.deeplearning4j.nn.conf.*;
      import org.deeplearning4j.nn.conf.layers.*;
      import org.deeplearning4j.nn.weights.WeightInit;
      import org.nd4j.linalg.activations.Activation;

      class Net {
      """;

  /** A sigmoid tower that vanishes: line 9 builds it. */
  private static final String TOWER =
      """
        MultiLayerConfiguration build() {
          var list = new NeuralNetConfiguration.Builder().list();%s
          for (int i = 0; i < 12; i++) {
            list.layer(new DenseLayer.Builder().nIn(64).nOut(64).build());
          }
          return list.layer(new OutputLayer.Builder().nIn(64).nOut(10).build()).build();
        }
      }
      """;

  @TempDir private Path folder;

  private Report lint(String source) throws IOException {
    Path file = folder.resolve("Net.java");
    Files.writeString(file, source);
    return new Linter(Config.DEFAULT).lint(List.of(file.toString()));
  }

  private List<String> rules(String source) throws IOException {
    return lint(source).findings().stream().map(Reported::rule).toList();
  }

  @Test
  void the_deepest_of_the_networks_that_one_line_builds_is_reported() throws IOException {
    String sizes = "for (int depth : new int[] {2, 12, 4}) build(depth);";
    String source =
        HEAD
            + TOWER
                .formatted("")
                .replace("build() {", "build(int depth) {")
                .replace("i < 12", "i < depth")
            + "class Search { void all() { "
            + sizes.replace("build", "new Net().build")
            + " } }";
    Report report = lint(source);
    assertEquals(List.of("ML302"), report.findings().stream().map(Reported::rule).toList());
    assertEquals(13, report.models().get(0).layers().size());
  }

  @Test
  void a_definition_that_vanishes_is_found_where_it_stands() throws IOException {
    Report report = lint(HEAD + TOWER.formatted(""));
    assertEquals(List.of("ML302"), report.findings().stream().map(Reported::rule).toList());
    assertEquals("dl4j", report.models().get(0).kind());
    assertEquals(OptionalLong.of(12 * (64 * 64 + 64) + 650), report.models().get(0).parameters());
  }

  @Test
  void a_finding_above_every_definition_is_about_the_first() throws IOException {
    String step = "  static final Nesterovs STEP = new Nesterovs(5e-5);\n";
    String source =
        "import org.nd4j.linalg.learning.config.Nesterovs;\n"
            + HEAD
            + step
            + TOWER.formatted("").replace("Builder().list()", "Builder().updater(STEP).list()");
    Report report = lint(source);
    Reported found =
        report.findings().stream()
            .filter(it -> it.rule().equals("ML701"))
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.of(report.models().get(0)), report.modelOf(found));
  }

  @Test
  void a_comment_on_the_definitions_line_accepts_its_findings() throws IOException {
    assertEquals(
        List.of(),
        rules(HEAD + TOWER.formatted(" // modellint:ignore[ML302] a lesson on sigmoids")));
  }

  @Test
  void a_comment_above_a_line_is_about_that_line() throws IOException {
    String source = HEAD + TOWER.formatted("");
    String above =
        "    // modellint:ignore[saturating-activations] a lesson on sigmoids\n    var list";
    assertEquals(List.of(), rules(source.replace("    var list", above)));
  }

  @Test
  void an_annotation_accepts_what_its_declaration_holds() throws IOException {
    String source = HEAD + TOWER.formatted("");
    assertEquals(
        List.of(),
        rules(
            source.replace(
                "  Multi", "  @SuppressWarnings({\"all\", \"modellint:ML3\"})\n  Multi")));
  }

  @Test
  void each_rule_that_an_annotation_names_is_used_or_not_by_itself() throws IOException {
    String accepting =
        HEAD + "  @SuppressWarnings(\"modellint:ML302,ML406\")\n" + TOWER.formatted("");
    Report report = lint(accepting);
    assertEquals(List.of("ML001"), report.findings().stream().map(Reported::rule).toList());
    assertEquals(
        List.of("the suppression of ML406 hides nothing"),
        report.findings().stream().map(Reported::message).toList());
    assertEquals(
        List.of("the suppression of ML104 hides nothing", "the suppression of ML406 hides nothing"),
        lint(accepting.replace("ML302,", "ML302,ML104 ")).findings().stream()
            .map(Reported::message)
            .sorted()
            .toList());
  }

  @Test
  void letters_of_an_import_may_be_written_as_their_numbers() throws IOException {
    String spelt = HEAD.replace("conf.*", "conf.\\u002a").replace("org.deep", "org\\uu002edeep");
    assertEquals(List.of("ML302"), rules(spelt + TOWER.formatted("")));
    String quoted = HEAD + "String path = \"C:\\\\users\\\\u00\";\n" + TOWER.formatted("");
    assertEquals(List.of("ML302"), rules(quoted));
  }

  @Test
  void a_comment_that_accepts_nothing_is_reported() throws IOException {
    assertEquals(
        List.of("ML302", "ML001"),
        rules(HEAD + TOWER.formatted(" // modellint:ignore[ML203] never happened")));
  }

  @Test
  void a_comment_without_a_reason_is_not_honoured() throws IOException {
    assertEquals(
        List.of("ML302", "ML001"), rules(HEAD + TOWER.formatted(" // modellint:ignore[ML302]")));
  }

  @Test
  void words_in_a_literal_accept_nothing() throws IOException {
    String literal = " String s = \"// modellint:ignore[ML302] not a comment\";";
    assertEquals(List.of("ML302"), rules(HEAD + TOWER.formatted(literal)));
  }

  @Test
  void open_sizes_are_assumed_by_name_and_reported() throws IOException {
    Report report =
        lint(
            HEAD
                + """
                  MultiLayerConfiguration build(int numClasses, int numInputs) {
                    return new NeuralNetConfiguration.Builder().weightInit(WeightInit.RELU)
                        .activation(Activation.RELU).list()
                        .layer(new DenseLayer.Builder().nIn(numInputs).nOut(50).build())
                        .layer(new DenseLayer.Builder().nIn(50).nOut(50).build())
                        .layer(new OutputLayer.Builder().nIn(50).nOut(numClasses).build())
                        .build();
                  }
                }
                """);
    CheckedModel model = report.models().get(0);
    assertEquals(OptionalLong.empty(), model.parameters());
    assertEquals(2, model.unknowns().size());
    Growth growth = model.gradientGrowth();
    assertEquals(Optional.empty(), growth.abstained());
    assertEquals(Map.of("numClasses", 10L, "numInputs", 100L), growth.assumed());
    assertTrue(growth.predicted().isPresent());
    assertEquals(List.of(), report.findings());
  }

  @Test
  void a_size_that_the_next_layer_states_is_not_assumed() throws IOException {
    Report report =
        lint(
            HEAD
                + """
                  MultiLayerConfiguration build(int hidden) {
                    return new NeuralNetConfiguration.Builder().activation(Activation.TANH).list()
                        .layer(new DenseLayer.Builder().nIn(20).nOut(hidden).build())
                        .layer(new OutputLayer.Builder().nIn(50).nOut(10).build())
                        .build();
                  }
                }
                """);
    assertEquals(Map.of(), report.models().get(0).gradientGrowth().assumed());
  }

  @Test
  void what_does_not_parse_is_not_checked() throws IOException {
    Report report = lint("import org.deeplearning4j.nn.conf.*; class Net { void list( }");
    assertEquals(NotChecked.Kind.UNREADABLE, report.notChecked().get(0).kind());
  }

  @Test
  void a_source_is_read_in_any_encoding() throws IOException {
    String source = "// gr\u00f6\u00dfer\r\n" + (HEAD + TOWER.formatted("")).replace("\n", "\r\n");
    Path file = folder.resolve("Net.java");
    for (Charset charset :
        List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE)) {
      for (String mark : List.of("", "\ufeff")) {
        boolean marked = mark.isEmpty() || !charset.equals(StandardCharsets.ISO_8859_1);
        String text = (marked ? mark : "") + source.replace("gr\u00f6\u00dfer", marked(charset));
        Files.write(file, text.getBytes(charset));
        Report report = new Linter(Config.DEFAULT).lint(List.of(file.toString()));
        assertEquals(
            List.of("ML302"),
            report.findings().stream().map(Reported::rule).toList(),
            charset + " " + mark.length());
      }
    }
  }

  /** Without a mark UTF-16 is known by its zeros, which ASCII alone has. */
  private static String marked(Charset charset) {
    return charset.name().startsWith("UTF-16") ? "larger" : "gr\u00f6\u00dfer";
  }
}
