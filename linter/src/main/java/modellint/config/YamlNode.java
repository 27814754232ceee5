package modellint.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value in a configuration file, with the line that a complaint about it must name. */
record YamlNode(Path file, Node node) {

  ConfigException wrong(String message) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new ConfigException(file, line, message);
  }

  String text() {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      return scalar.getValue();
    }
    throw wrong("a text is expected here");
  }

  /** A list of texts; a single one may stand for itself. */
  List<String> texts() {
    return node instanceof ScalarNode
        ? List.of(text())
        : elements().stream().map(YamlNode::text).toList();
  }

  double number() {
    try {
      double value = Double.parseDouble(text());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the complaint
    }
    throw wrong("a number is expected here, not " + text());
  }

  long positive() {
    try {
      long value = Long.parseLong(text());
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the complaint
    }
    throw wrong("a whole number above zero is expected here, not " + text());
  }

  /** One of {@code known}, by the word that users write. */
  <E extends Enum<E>> E word(List<E> known, Function<E, String> word) {
    List<String> words = known.stream().map(word).toList();
    int index = words.indexOf(text());
    if (index < 0) {
      throw wrong(
          "unknown word "
              + text()
              + Suggestion.sentence(text(), words)
              + " (known: "
              + String.join(", ", words)
              + ")");
    }
    return known.get(index);
  }

  List<YamlNode> elements() {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream().map(it -> new YamlNode(file, it)).toList();
    }
    throw wrong("a list is expected here");
  }

  /** Entries whose names are free. */
  Map<YamlNode, YamlNode> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong("a block of 'name: value' is expected here");
    }
    var entries = new LinkedHashMap<YamlNode, YamlNode>();
    for (NodeTuple tuple : mapping.getValue()) {
      entries.put(new YamlNode(file, tuple.getKeyNode()), new YamlNode(file, tuple.getValueNode()));
    }
    return entries;
  }

  /** Entries whose names are keys of {@code sections}; any other is refused. */
  Fields fields(Key.Section... sections) {
    List<Key> allowed = Key.Section.keys(sections);
    List<String> words = allowed.stream().map(key -> key.word).toList();
    var fields = new LinkedHashMap<Key, YamlNode>();
    entries()
        .forEach(
            (name, value) -> {
              int index = words.indexOf(name.text());
              if (index < 0) {
                throw name.wrong(
                    "unknown key " + name.text() + Suggestion.sentence(name.text(), words));
              }
              if (fields.put(allowed.get(index), value) != null) {
                throw name.wrong("key " + name.text() + " is given twice");
              }
            });
    return new Fields(fields);
  }

  /** The known keys of a block. */
  record Fields(Map<Key, YamlNode> values) {

    Optional<YamlNode> get(Key key) {
      return Optional.ofNullable(values.get(key));
    }

    List<String> texts(Key key) {
      return get(key).map(YamlNode::texts).orElse(List.of());
    }

    List<Glob> globs(Key key) {
      var globs = new ArrayList<Glob>();
      texts(key).forEach(text -> globs.add(new Glob(text)));
      return globs;
    }
  }
}
