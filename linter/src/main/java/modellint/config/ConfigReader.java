package modellint.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.rule.Rule;
import modellint.rule.Setting;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads {@code modellint.yaml}. The file may come from somebody else's pull request: it is parsed
 * into plain texts, never into objects; only other configuration files can be named in it; what is
 * not understood is refused, with its line.
 */
public final class ConfigReader {

  private static final int MOST_BYTES = 1 << 20;

  private final List<Rule> rules;

  /** A reader that knows {@code rules}, so that it can refuse any other. */
  public ConfigReader(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  public ConfigFile read(Path file) {
    return read(file, new HashSet<>());
  }

  private ConfigFile read(Path file, Set<Path> seen) {
    if (!seen.add(file.toAbsolutePath().normalize())) {
      throw new ConfigException(file, "extends itself, directly or through another file");
    }
    Optional<Node> root = parse(file);
    if (root.isEmpty()) {
      return new ConfigFile(
          directory(file), Optional.empty(), List.of(), Config.DEFAULT, List.of());
    }
    var node = new YamlNode(file, root.get());
    YamlNode.Fields fields = node.fields(Key.Section.FILE, Key.Section.CHOICES);
    var own =
        new ConfigFile(
            directory(file),
            fields.get(Key.FAIL_ON).map(it -> it.word(List.of(FailOn.values()), word())),
            fields.globs(Key.EXCLUDE),
            config(fields),
            fields.get(Key.OVERRIDES).map(YamlNode::elements).orElse(List.of()).stream()
                .map(this::override)
                .toList());
    return fields.get(Key.EXTENDS).map(it -> read(extended(it), seen).then(own)).orElse(own);
  }

  private static Optional<Node> parse(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ConfigException(file, "is larger than a configuration can be");
      }
      var settings =
          LoadSettings.builder().setLabel(file.toString()).setMaxAliasesForCollections(0).build();
      return new Compose(settings).composeString(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new ConfigException(file, "is not UTF-8 text");
    } catch (IOException e) {
      throw new ConfigException(file, "cannot be read");
    } catch (YamlEngineException e) {
      throw new ConfigException(
          file, "is not YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } catch (StackOverflowError e) {
      throw new ConfigException(file, "is nested too deeply");
    }
  }

  private static Path extended(YamlNode node) {
    String name = node.text();
    if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
      throw node.wrong("only a .yaml file can be extended, not " + name);
    }
    Path path = directory(node.file()).resolve(name);
    if (!Files.isRegularFile(path)) {
      throw node.wrong("no such file: " + name);
    }
    return path;
  }

  private ConfigFile.Override override(YamlNode node) {
    YamlNode.Fields fields = node.fields(Key.Section.OVERRIDE, Key.Section.CHOICES);
    List<Glob> files = fields.globs(Key.FILES);
    if (files.isEmpty()) {
      throw node.wrong("an override needs files");
    }
    return new ConfigFile.Override(directory(node.file()), files, config(fields));
  }

  private Config config(YamlNode.Fields fields) {
    return new Config(
        new Selection(
            fields.get(Key.SELECT).map(this::words),
            fields.get(Key.EXTEND_SELECT).map(this::words).orElse(List.of()),
            fields.get(Key.IGNORE).map(this::words).orElse(List.of())),
        fields.get(Key.SETTINGS).map(this::settings).orElse(Map.of()),
        fields.get(Key.SIZES).map(it -> map(it, YamlNode::positive)).orElse(Map.of()),
        fields.get(Key.INPUT_RANGES).map(it -> map(it, ConfigReader::range)).orElse(Map.of()),
        fields.get(Key.TRAINING).map(ConfigReader::training).orElse(Training.UNKNOWN),
        fields.get(Key.SUPPRESS).map(YamlNode::elements).orElse(List.of()).stream()
            .map(this::suppression)
            .toList());
  }

  /** Words for rules, each of which must mean at least one. */
  private List<String> words(YamlNode node) {
    for (String word : node.texts()) {
      KnownRules.complaint(word, rules)
          .ifPresent(
              complaint -> {
                throw node.wrong(complaint);
              });
    }
    return node.texts();
  }

  private Map<String, Double> settings(YamlNode node) {
    List<String> known =
        rules.stream().flatMap(rule -> rule.settings().stream()).map(Setting::name).toList();
    for (YamlNode name : node.entries().keySet()) {
      if (!known.contains(name.text())) {
        throw name.wrong(
            "no rule has a setting " + name.text() + Suggestion.sentence(name.text(), known));
      }
    }
    return map(node, YamlNode::number);
  }

  private static Range range(YamlNode node) {
    List<Double> ends = node.elements().stream().map(YamlNode::number).toList();
    if (ends.size() != 2 || ends.get(0) > ends.get(1)) {
      throw node.wrong("a range is [least, greatest]");
    }
    return new Range(ends.get(0), ends.get(1));
  }

  private static Training training(YamlNode node) {
    YamlNode.Fields fields = node.fields(Key.Section.TRAINING);
    return Training.builder()
        .optimizer(fields.get(Key.OPTIMIZER).map(YamlNode::text))
        .learningRate(fields.get(Key.LEARNING_RATE).map(YamlNode::number))
        .momentum(fields.get(Key.MOMENTUM).map(YamlNode::number))
        .schedule(fields.get(Key.SCHEDULE).map(YamlNode::text))
        .clipping(fields.get(Key.CLIPPING).map(ConfigReader::clipping))
        .l1(fields.get(Key.L1).map(YamlNode::number))
        .l2(fields.get(Key.L2).map(YamlNode::number))
        .weightDecay(fields.get(Key.WEIGHT_DECAY).map(YamlNode::number))
        .loss(fields.get(Key.LOSS).map(it -> it.word(List.of(Loss.values()), Loss::word)))
        .batchSize(
            fields.get(Key.BATCH_SIZE).map(it -> Math.toIntExact(Math.min(it.positive(), 1 << 30))))
        .build();
  }

  private static Training.Clipping clipping(YamlNode node) {
    String[] parts = node.text().split(":", 2);
    try {
      return new Training.Clipping(parts[0], Double.parseDouble(parts[parts.length - 1]));
    } catch (NumberFormatException e) {
      throw node.wrong("clipping is kind:threshold, as in l2-per-layer:1.0");
    }
  }

  private Suppression suppression(YamlNode node) {
    YamlNode.Fields fields = node.fields(Key.Section.SUPPRESSION);
    YamlNode named =
        fields.get(Key.RULES).orElseThrow(() -> node.wrong("a suppression needs rules"));
    YamlNode reason =
        fields.get(Key.REASON).orElseThrow(() -> node.wrong("a suppression needs a reason"));
    int line = node.node().getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new Suppression(
        words(named),
        fields.globs(Key.SUPPRESSED_FILES),
        fields.globs(Key.NODES),
        reason.text(),
        new Suppression.Origin(node.file().toString(), line),
        Optional.empty());
  }

  private static <T> Map<String, T> map(YamlNode node, Function<YamlNode, T> value) {
    var map = new LinkedHashMap<String, T>();
    node.entries().forEach((name, it) -> map.put(name.text(), value.apply(it)));
    return map;
  }

  private static Function<FailOn, String> word() {
    return it -> it.name().toLowerCase(Locale.ROOT);
  }

  private static Path directory(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }
}
