package modellint.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.rule.Finding;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.run.StaleBaselineEntry;
import modellint.rules.run.UnusedSuppression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

  private static final String EVERYTHING =
      """
      fail-on: warning
      exclude: ["third_party/**"]
      select: [ML0, ML9]
      extend-select: ML001
      ignore: [unused-suppression]
      settings: {fussy.limit: 2.5}
      sizes: {height: 224}
      input-ranges: {image: [0, 1]}
      training:
        optimizer: adam
        learning-rate: 0.001
        momentum: 0.9
        schedule: cosine
        clipping: l2-per-layer:1.0
        l1: 0
        l2: 5e-4
        weight-decay: 0.01
        loss: softmax-cross-entropy
        batch-size: 64
      suppress:
        - rules: [ML901]
          files: models/*.onnx
          nodes: ["/head/**"]
          reason: never trained
      overrides:
        - files: ["old/**"]
          select: [ML002]
          settings: {fussy.limit: 9}
      """;

  @TempDir Path folder;

  @Test
  void every_key_is_understood() throws IOException {
    ConfigFile file = read(EVERYTHING);
    Config config = file.of(folder.resolve("models/a.onnx"));

    assertEquals(Optional.of(FailOn.WARNING), file.failOn());
    assertTrue(file.excludes(folder.resolve("third_party/x/y.onnx")));
    assertEquals(2.5, config.settings().get("fussy.limit"));
    assertEquals(224, config.sizes().get("height"));
    assertEquals(new Range(0, 1), config.inputRanges().get("image"));
    assertEquals(
        Training.builder()
            .optimizer(Optional.of("adam"))
            .learningRate(Optional.of(0.001))
            .momentum(Optional.of(0.9))
            .schedule(Optional.of("cosine"))
            .clipping(Optional.of(new Training.Clipping("l2-per-layer", 1.0)))
            .l1(Optional.of(0.0))
            .l2(Optional.of(5e-4))
            .weightDecay(Optional.of(0.01))
            .loss(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY))
            .batchSize(Optional.of(64))
            .build(),
        config.training());
    assertFalse(config.selection().includes(new UnusedSuppression()));
    Suppression suppression = config.suppressions().get(0);
    assertEquals("never trained", suppression.reason());
    assertEquals(21, suppression.origin().line());
    assertTrue(suppression.covers(folder.resolve("models/a.onnx")));
    assertFalse(suppression.covers(folder.resolve("other/a.onnx")));
  }

  @Test
  void overrides_count_for_their_files_alone() throws IOException {
    ConfigFile file = read(EVERYTHING);

    assertEquals(9, file.of(folder.resolve("old/x/a.onnx")).settings().get("fussy.limit"));
    assertFalse(file.of(folder.resolve("old/a.onnx")).selection().includes(new Fussy()));
    assertTrue(file.of(folder.resolve("new/a.onnx")).selection().includes(new Fussy()));
  }

  @Test
  void an_empty_file_chooses_nothing() throws IOException {
    assertEquals(Config.DEFAULT, read("# nothing yet\n").config());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          selct: [ML9]              | :1: unknown key selct; did you mean select?
          select: [ML77]            | :1: unknown rule ML77
          select: {a: b}            | :1: a list is expected here
          fail-on: warnings         | :1: unknown word warnings; did you mean warning?
          settings: {fusy.limit: 1} | :1: no rule has a setting fusy.limit; did you mean fussy.limit?
          settings: {fussy.limit: x}| :1: a number is expected here, not x
          settings: 3               | :1: a block of 'name: value' is expected here
          sizes: {height: 0}        | :1: a whole number above zero is expected here, not 0
          input-ranges: {x: [1, 0]} | :1: a range is [least, greatest]
          training: {loss: hinge}   | :1: unknown word hinge
          training: {clipping: all} | :1: clipping is kind:threshold
          suppress: [{rules: ML9}]  | :1: a suppression needs a reason
          suppress: [{reason: x}]   | :1: a suppression needs rules
          overrides: [{ignore: ML9}]| :1: an override needs files
          ignore: !!java.net.URL [x]| :1: unknown rule x
          select: [ML9              | is not YAML
          extends: http://x/y.yaml  | :1: no such file: http://x/y.yaml
          extends: /etc/passwd      | :1: only a .yaml file can be extended
          extends: modellint.yaml   | extends itself
          a: &a [b]                 | :1: unknown key a
          """)
  void what_cannot_be_meant_is_refused_with_its_place(String yaml, String complaint) {
    var refusal = assertThrows(ConfigException.class, () -> read(yaml + "\n"));

    assertTrue(refusal.getMessage().contains(complaint), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("modellint.yaml"), refusal.getMessage());
  }

  @Test
  void hostile_files_end_in_a_refusal() {
    assertThrows(ConfigException.class, () -> read("[".repeat(100_000)));
    assertThrows(ConfigException.class, () -> read("#" + "x".repeat(1 << 20)));
    Path latin = folder.resolve("latin.yaml");
    assertThrows(
        ConfigException.class,
        () -> reader().read(Files.write(latin, new byte[] {'#', (byte) 0xff, '\n'})));
  }

  @Test
  void an_extended_file_is_the_ground_that_one_stands_on() throws IOException {
    Files.writeString(
        folder.resolve("base.yaml"), "fail-on: note\nsettings: {fussy.limit: 1}\nignore: ML001\n");
    ConfigFile file = read("extends: base.yaml\nsettings: {fussy.limit: 2}\n");

    assertEquals(Optional.of(FailOn.NOTE), file.failOn());
    assertEquals(2, file.config().settings().get("fussy.limit"));
    assertEquals(List.of("ML001"), file.config().selection().ignore());
  }

  @Test
  void the_nearest_file_wins_alone() throws IOException {
    write("modellint.yaml", "fail-on: note\n");
    write("a/b/modellint.yaml", "fail-on: never\n");
    write("c/.git/HEAD", "");
    var search = new ConfigSearch(reader());

    assertEquals(Optional.of(FailOn.NOTE), search.near(folder.resolve("a/x.onnx")).failOn());
    assertEquals(Optional.of(FailOn.NEVER), search.near(folder.resolve("a/b/x.onnx")).failOn());
    assertEquals(Optional.of(FailOn.NEVER), search.near(folder.resolve("a/b")).failOn());
    assertEquals(ConfigFile.NONE, search.near(folder.resolve("c/d/x.onnx")));
  }

  private ConfigFile read(String yaml) throws IOException {
    write("modellint.yaml", yaml);
    return reader().read(folder.resolve("modellint.yaml"));
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private static ConfigReader reader() {
    return new ConfigReader(
        List.of(new UnusedSuppression(), new StaleBaselineEntry(), new Fussy()));
  }

  @RuleInfo(id = "ML901", severity = Severity.NOTE, summary = "Fussy", docs = "")
  private static final class Fussy implements Rule {
    @Override
    public List<Setting> settings() {
      return List.of(new Setting("fussy.limit", 1, "How fussy"));
    }

    @Override
    public Stream<Finding> check(Subject subject) {
      return Stream.empty();
    }
  }
}
