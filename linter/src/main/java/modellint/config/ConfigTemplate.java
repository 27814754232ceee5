package modellint.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import modellint.graph.Loss;
import modellint.graph.Training;

/** Configurations written out as YAML: a first one with comments, and the one that applies. */
public final class ConfigTemplate {

  private ConfigTemplate() {}

  /** A file to start with, every key explained. */
  public static String first() throws IOException {
    try (InputStream in = ConfigTemplate.class.getResourceAsStream(ConfigSearch.NAME)) {
      if (in == null) {
        throw new FileNotFoundException(ConfigSearch.NAME);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** What {@code config} comes to, with nothing left to inherit. */
  public static String of(Config config, FailOn failOn) {
    var yaml = new StringBuilder();
    line(yaml, Key.FAIL_ON, failOn.name().toLowerCase(Locale.ROOT));
    line(yaml, Key.SELECT, list(config.selection().select().orElse(List.of("ALL"))));
    line(yaml, Key.EXTEND_SELECT, list(config.selection().extendSelect()));
    line(yaml, Key.IGNORE, list(config.selection().ignore()));
    block(yaml, Key.SETTINGS, config.settings(), String::valueOf);
    block(yaml, Key.SIZES, config.sizes(), String::valueOf);
    block(
        yaml,
        Key.INPUT_RANGES,
        config.inputRanges(),
        it -> "[" + it.low() + ", " + it.high() + "]");
    training(yaml, config.training());
    suppressions(yaml, config.suppressions());
    return yaml.toString();
  }

  private static void training(StringBuilder yaml, Training training) {
    if (training.equals(Training.UNKNOWN)) {
      return;
    }
    yaml.append(Key.TRAINING.word).append(":\n");
    entry(yaml, Key.OPTIMIZER, training.optimizer().map(ConfigTemplate::quoted));
    entry(yaml, Key.LEARNING_RATE, training.learningRate());
    entry(yaml, Key.MOMENTUM, training.momentum());
    entry(yaml, Key.SCHEDULE, training.schedule().map(ConfigTemplate::quoted));
    entry(
        yaml,
        Key.CLIPPING,
        training.clipping().map(it -> quoted(it.kind() + ":" + it.threshold())));
    entry(yaml, Key.L1, training.l1());
    entry(yaml, Key.L2, training.l2());
    entry(yaml, Key.WEIGHT_DECAY, training.weightDecay());
    entry(yaml, Key.LOSS, training.loss().map(Loss::word));
    entry(yaml, Key.BATCH_SIZE, training.batchSize());
  }

  private static void suppressions(StringBuilder yaml, List<Suppression> suppressions) {
    if (suppressions.isEmpty()) {
      return;
    }
    yaml.append(Key.SUPPRESS.word).append(":\n");
    for (Suppression it : suppressions) {
      yaml.append("  - rules: ").append(list(it.rules())).append('\n');
      if (!it.files().isEmpty()) {
        yaml.append("    files: ").append(globs(it.files())).append('\n');
      }
      if (!it.nodes().isEmpty()) {
        yaml.append("    nodes: ").append(globs(it.nodes())).append('\n');
      }
      yaml.append("    reason: ").append(quoted(it.reason())).append('\n');
    }
  }

  private static void line(StringBuilder yaml, Key key, String value) {
    yaml.append(key.word).append(": ").append(value).append('\n');
  }

  private static void entry(StringBuilder yaml, Key key, Optional<?> value) {
    value.ifPresent(it -> yaml.append("  ").append(key.word).append(": ").append(it).append('\n'));
  }

  private static <T> void block(
      StringBuilder yaml, Key key, Map<String, T> values, Function<T, String> text) {
    if (!values.isEmpty()) {
      yaml.append(key.word).append(":\n");
      new TreeMap<>(values)
          .forEach(
              (name, it) ->
                  yaml.append("  ")
                      .append(quoted(name))
                      .append(": ")
                      .append(text.apply(it))
                      .append('\n'));
    }
  }

  private static String globs(List<Glob> globs) {
    return list(globs.stream().map(Glob::pattern).toList());
  }

  private static String list(List<String> texts) {
    return texts.stream().map(ConfigTemplate::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
