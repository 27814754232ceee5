package modellint.config;

import java.util.stream.Collectors;
import modellint.config.Key.Section;
import modellint.rule.Literal;
import modellint.rule.Rule;
import modellint.rule.Setting;
import modellint.rules.Rules;

/** The page on configuration: written from the keys, the rules' settings and the first file. */
final class ConfigurationPage {

  private ConfigurationPage() {}

  static String markdown(String template) {
    return """
    # Configuration

    The nearest `modellint.yaml` above a model applies to it, up to the root of the repository; files
    further up count only where it extends them. `--config FILE` uses one file for all, `--isolated`
    none. What the command line says wins. `modellint config show` prints what applies,
    `modellint config schema` a JSON Schema for editors. An unknown key is refused. Nothing in a
    configuration can load code, open an address or read the environment.

    ## A first file

    `modellint config init` writes this one:

    ```yaml
    """
        + template
        + """
        ```

        ## Keys of the file

        """
        + keys(Section.FILE)
        + """

        ## Choices, in the file or in an override

        """
        + keys(Section.CHOICES)
        + """

        ## Keys of an override

        Besides these, all choices above. Where several overrides fit a file, the later wins.

        """
        + keys(Section.OVERRIDE)
        + """

        ## Keys of `training`

        What an ONNX file cannot say. A Java definition says it itself, and is believed.

        """
        + keys(Section.TRAINING)
        + """

        ## Keys of an entry of `suppress`

        """
        + keys(Section.SUPPRESSION)
        + """

        ## Settings of the rules

        Under `settings`, by name. The page of a rule says what it does with them.

        | setting | default | rule | means |
        |---|---|---|---|
        """
        + Rules.KNOWN.stream().map(ConfigurationPage::settings).collect(Collectors.joining());
  }

  private static String keys(Section section) {
    return Section.keys(section).stream()
        .map(it -> "| `%s` | %s | %s |\n".formatted(it.word, holds(it.type), it.meaning))
        .collect(Collectors.joining("", "| key | holds | means |\n|---|---|---|\n", ""));
  }

  private static String holds(Key.Type type) {
    return switch (type) {
      case TEXT -> "text";
      case TEXTS -> "text or list of texts";
      case NUMBER -> "number";
      case WHOLE_NUMBER -> "whole number";
      case NUMBERS -> "numbers by name";
      case WHOLE_NUMBERS -> "whole numbers by name";
      case RANGES -> "pairs of numbers by name";
      case LEVEL -> "error, warning, note, never";
      case LOSS -> "word of a loss";
      case TRAINING -> "keys of `training`";
      case OVERRIDES -> "list of overrides";
      case SUPPRESSIONS -> "list of entries";
    };
  }

  private static String settings(Rule rule) {
    return rule.settings().stream().map(it -> row(it, rule)).collect(Collectors.joining());
  }

  private static String row(Setting setting, Rule rule) {
    String id = rule.info().id();
    return "| `%s` | %s | [%s](../../rules/docs/%s.md) | %s |\n"
        .formatted(setting.name(), number(setting.otherwise()), id, id, setting.summary());
  }

  private static String number(double value) {
    String text = Literal.of(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
