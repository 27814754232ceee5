package modellint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.config.ConfigException;
import modellint.config.Suggestion;
import modellint.engine.InvalidBaselineException;
import modellint.engine.MissingInputException;
import modellint.engine.Outcome;
import modellint.report.InvalidReportException;
import modellint.report.SafeText;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a function from arguments to an exit code. */
public final class Cli {

  private static final Set<String> ROOT_OPTIONS = Set.of("-h", "--help", "-V", "--version");

  private final Console console;

  public Cli(Console console) {
    this.console = console;
  }

  /** Runs one command and gives its exit code. */
  public int run(String... arguments) {
    CommandLine commandLine = commandLine();
    int code = Outcome.ERROR.exitCode();
    if (arguments.length == 0) {
      // Nothing has been checked, so this is no success.
      commandLine.usage(console.err());
    } else if (slip(commandLine, arguments[0]).isPresent()) {
      complain(
          "neither a command nor a file: "
              + arguments[0]
              + "; did you mean "
              + slip(commandLine, arguments[0]).get()
              + "?");
    } else {
      try {
        code = commandLine.execute(withDefault(commandLine, arguments));
      } catch (StackOverflowError | OutOfMemoryError e) {
        complain("internal error: " + e);
      }
    }
    console.out().flush();
    console.err().flush();
    if (console.out().checkError()) {
      // A report that could not be delivered must not pass for a clean one.
      return Math.max(code, Outcome.ERROR.exitCode());
    }
    return code;
  }

  /** The commands and their options. */
  CommandLine commandLine() {
    var completion = new CompletionCommand(console);
    var commandLine =
        new CommandLine(new ModelLintCommand())
            .addSubcommand("check", new CheckCommand(console))
            .addSubcommand("inspect", new InspectCommand(console))
            .addSubcommand("rule", new RuleCommand(console))
            .addSubcommand("baseline", BaselineCommand.both(console))
            .addSubcommand("config", new ConfigCommand(console))
            .addSubcommand("convert", new ConvertCommand(console))
            .addSubcommand("export", new ExportCommand(console))
            .addSubcommand("doctor", new DoctorCommand(console))
            .addSubcommand("completion", completion);
    completion.completes(commandLine);
    addCommonOptions(commandLine);
    return commandLine
        .setOut(console.out())
        .setErr(console.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(this::misused)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> failed(failure, parsed.hasMatchedOption("--debug")));
  }

  private static void addCommonOptions(CommandLine parent) {
    for (CommandLine command : parent.getSubcommands().values()) {
      command.getCommandSpec().addOption(help()).addOption(debug());
      addCommonOptions(command);
    }
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help and exit.")
        .build();
  }

  private static OptionSpec debug() {
    return OptionSpec.builder("--debug")
        .description("Show where in the program an internal error arose.")
        .build();
  }

  /** {@code check} is what is meant where no command is named. */
  private static String[] withDefault(CommandLine commandLine, String... arguments) {
    boolean named =
        ROOT_OPTIONS.contains(arguments[0])
            || commandLine.getSubcommands().containsKey(arguments[0]);
    return named
        ? arguments
        : Stream.concat(Stream.of("check"), Stream.of(arguments)).toArray(String[]::new);
  }

  /** The command that was meant by a word that is none, and no file either. */
  private static Optional<String> slip(CommandLine commandLine, String word) {
    Set<String> commands = commandLine.getSubcommands().keySet();
    boolean plain = word.chars().allMatch(Character::isLetter);
    return plain && !commands.contains(word) && Files.notExists(Path.of(word))
        ? Suggestion.nearest(word, commands)
        : Optional.empty();
  }

  private int misused(ParameterException failure, String... arguments) {
    String hint = "";
    if (failure instanceof UnmatchedArgumentException unmatched) {
      List<String> options =
          failure.getCommandLine().getCommandSpec().optionsMap().keySet().stream().toList();
      String word = unmatched.getUnmatched().get(0).replaceAll("=.*", "");
      hint = Suggestion.sentence(word, options);
    }
    complain(failure.getMessage() + hint);
    console
        .err()
        .println("Try '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return Outcome.ERROR.exitCode();
  }

  private int failed(Exception failure, boolean debug) {
    if (isMistake(failure)) {
      complain(String.valueOf(failure.getMessage()));
    } else if (failure instanceof IOException) {
      complain("cannot read or write: " + failure.getMessage());
    } else {
      complain("internal error: " + failure + (debug ? "" : " (--debug shows where)"));
      if (debug) {
        failure.printStackTrace(console.err());
      }
    }
    return Outcome.ERROR.exitCode();
  }

  /** True for what the user can put right. */
  private static boolean isMistake(Exception failure) {
    return failure instanceof UsageException
        || failure instanceof MissingInputException
        || failure instanceof ConfigException
        || failure instanceof InvalidBaselineException
        || failure instanceof InvalidReportException;
  }

  private void complain(String message) {
    console.err().println("modellint: " + SafeText.of(message));
  }
}
