package modellint.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every key of a configuration file: where it may stand, what it holds, what it means. The reader
 * and the published schema are both made from this list.
 */
enum Key {
  EXTENDS(Section.FILE, "extends", Type.TEXT, "Another configuration file to start from"),
  FAIL_ON(
      Section.FILE,
      "fail-on",
      Type.LEVEL,
      "The least severity that fails a run; read from the working directory's configuration"),
  EXCLUDE(Section.FILE, "exclude", Type.TEXTS, "Patterns of files that no search picks up"),
  OVERRIDES(Section.FILE, "overrides", Type.OVERRIDES, "Choices for some of the files"),

  FILES(Section.OVERRIDE, "files", Type.TEXTS, "Patterns of paths relative to this file"),

  SELECT(Section.CHOICES, "select", Type.TEXTS, "Rules to run: ids, beginnings of ids, names, ALL"),
  EXTEND_SELECT(Section.CHOICES, "extend-select", Type.TEXTS, "Rules to run besides"),
  IGNORE(Section.CHOICES, "ignore", Type.TEXTS, "Rules not to run"),
  SETTINGS(Section.CHOICES, "settings", Type.NUMBERS, "Thresholds of rules, by name"),
  SIZES(Section.CHOICES, "sizes", Type.WHOLE_NUMBERS, "Values for symbolic dimensions, by name"),
  INPUT_RANGES(
      Section.CHOICES, "input-ranges", Type.RANGES, "Least and greatest value of inputs, by name"),
  TRAINING(Section.CHOICES, "training", Type.TRAINING, "How the models will be trained"),
  SUPPRESS(Section.CHOICES, "suppress", Type.SUPPRESSIONS, "Findings that are accepted"),

  OPTIMIZER(Section.TRAINING, "optimizer", Type.TEXT, "sgd, nesterovs, adam, ..."),
  LEARNING_RATE(Section.TRAINING, "learning-rate", Type.NUMBER, "At the first step"),
  MOMENTUM(Section.TRAINING, "momentum", Type.NUMBER, "Momentum, or beta1 of Adam"),
  SCHEDULE(Section.TRAINING, "schedule", Type.TEXT, "The learning rate's schedule"),
  CLIPPING(Section.TRAINING, "clipping", Type.TEXT, "Gradient clipping as kind:threshold, l2:1.0"),
  L1(Section.TRAINING, "l1", Type.NUMBER, "Factor of the L1 penalty"),
  L2(Section.TRAINING, "l2", Type.NUMBER, "Factor of the L2 penalty"),
  WEIGHT_DECAY(Section.TRAINING, "weight-decay", Type.NUMBER, "Decoupled weight decay"),
  LOSS(Section.TRAINING, "loss", Type.LOSS, "The loss at the outputs"),
  BATCH_SIZE(Section.TRAINING, "batch-size", Type.WHOLE_NUMBER, "Samples per step"),

  RULES(Section.SUPPRESSION, "rules", Type.TEXTS, "Ids, beginnings of ids, names"),
  SUPPRESSED_FILES(Section.SUPPRESSION, "files", Type.TEXTS, "Patterns of paths; all if left out"),
  NODES(Section.SUPPRESSION, "nodes", Type.TEXTS, "Patterns of node names; all if left out"),
  REASON(Section.SUPPRESSION, "reason", Type.TEXT, "Why the findings are accepted");

  /** Where keys stand. Choices stand at the top of a file and in its overrides. */
  enum Section {
    FILE,
    OVERRIDE,
    CHOICES,
    TRAINING,
    SUPPRESSION;

    /** The keys of any of {@code sections}. */
    static List<Key> keys(Section... sections) {
      List<Section> wanted = List.of(sections);
      return Stream.of(Key.values()).filter(key -> wanted.contains(key.section)).toList();
    }
  }

  /** What a key holds. */
  enum Type {
    TEXT,
    TEXTS,
    NUMBER,
    WHOLE_NUMBER,
    NUMBERS,
    WHOLE_NUMBERS,
    RANGES,
    LEVEL,
    LOSS,
    TRAINING,
    OVERRIDES,
    SUPPRESSIONS
  }

  final Section section;
  final String word;
  final Type type;
  final String meaning;

  Key(Section section, String word, Type type, String meaning) {
    this.section = section;
    this.word = word;
    this.type = type;
    this.meaning = meaning;
  }
}
