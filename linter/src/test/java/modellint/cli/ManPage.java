package modellint.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command line as a manual page, in the macros of man(7). */
final class ManPage {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "JAVA_HOME", "The Java to run with; otherwise the one on the path.",
          "MODELLINT_OPTS", "More options for the Java virtual machine, such as -Xmx512m.",
          "NO_COLOR", "Where set and not empty, no colours.",
          "FORCE_COLOR", "Where set and not empty, colours also where no terminal is.");

  private static final Map<String, String> FILES =
      Map.of(
          "modellint.yaml",
          "The configuration: of each file the nearest one above it. \"modellint config init\""
              + " writes a first one.",
          "modellint-baseline.json",
          "Findings accepted before, written by \"modellint baseline create\".");

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  static String of(CommandLine root) {
    var man = new ManPage();
    CommandSpec spec = root.getCommandSpec();
    man.line(".TH MODELLINT 1 \"\" ModelLint \"User Commands\"");
    man.section("NAME").text("modellint - checks neural networks before they are trained");
    man.section("SYNOPSIS");
    man.line(".B modellint");
    man.text("[check] [OPTIONS] [PATH...]");
    man.line(".br");
    man.line(".B modellint");
    man.text("COMMAND [OPTIONS] [ARGUMENT...]");
    man.section("DESCRIPTION").text(described(spec));
    man.section("COMMANDS");
    root.getSubcommands().forEach((name, command) -> man.command(name, command));
    man.section("EXIT STATUS");
    spec.usageMessage().exitCodeList().forEach(man::item);
    man.section("FILES");
    sorted(FILES).forEach(it -> man.item(it.getKey(), it.getValue()));
    man.section("ENVIRONMENT");
    sorted(ENVIRONMENT).forEach(it -> man.item(it.getKey(), it.getValue()));
    return man.page.toString();
  }

  private static List<Map.Entry<String, String>> sorted(Map<String, String> entries) {
    return entries.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
  }

  private static String described(CommandSpec spec) {
    return String.join(" ", spec.usageMessage().description()).strip();
  }

  private void command(String name, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    line(".SS \"" + escaped(name + parameters(spec)) + "\"");
    text(described(spec));
    spec.positionalParameters().stream()
        .filter(it -> !it.hidden())
        .forEach(it -> item(it.paramLabel(), about(it)));
    spec.options().stream()
        .filter(it -> !it.hidden())
        .forEach(it -> item(String.join(", ", it.names()) + value(it), about(it)));
    command.getSubcommands().forEach((part, inner) -> command(name + " " + part, inner));
  }

  private static String parameters(CommandSpec spec) {
    return spec.positionalParameters().stream()
        .map(PositionalParamSpec::paramLabel)
        .map(it -> " " + it)
        .collect(Collectors.joining());
  }

  private static String value(OptionSpec option) {
    return option.arity().max() == 0 ? "" : "=" + option.paramLabel();
  }

  private static String about(ArgSpec argument) {
    return String.join(" ", argument.description())
        .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
  }

  private ManPage section(String title) {
    return line(".SH \"" + title + "\"");
  }

  private void item(String term, String text) {
    line(".TP");
    line(".B \"" + escaped(term) + "\"");
    text(text);
  }

  private void text(String text) {
    String safe = escaped(text);
    line(safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe);
  }

  private ManPage line(String line) {
    page.append(line).append('\n');
    return this;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
  }
}
