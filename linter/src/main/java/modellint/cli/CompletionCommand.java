package modellint.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** {@code modellint completion}: a script for the user's shell. */
@Command(
    name = "completion",
    description = "Print a completion script: source it from the shell's start-up file.",
    sortOptions = false)
final class CompletionCommand implements Callable<Integer> {

  private enum Shell {
    BASH,
    ZSH,
    FISH
  }

  private final Console console;

  @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
  private Shell shell = Shell.BASH;

  private CommandLine root = new CommandLine(CommandSpec.create());

  CompletionCommand(Console console) {
    this.console = console;
  }

  /** The whole command line, known only once this command is part of it. */
  void completes(CommandLine root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    console
        .out()
        .print(
            switch (shell) {
              case BASH, ZSH -> AutoComplete.bash("modellint", root);
              case FISH -> fish();
            });
    return 0;
  }

  private String fish() {
    var script = new StringBuilder();
    root.getSubcommands()
        .forEach(
            (name, command) -> {
              String about = command.getCommandSpec().usageMessage().description()[0];
              script
                  .append("complete -c modellint -n __fish_use_subcommand -a ")
                  .append(name + " -d " + quoted(about) + "\n");
              for (OptionSpec option : command.getCommandSpec().options()) {
                script
                    .append(
                        "complete -c modellint -n '__fish_seen_subcommand_from " + name + "' -l ")
                    .append(option.longestName().replaceFirst("^-+", ""))
                    .append(option.arity().max() > 0 ? " -r" : "")
                    .append(" -d " + quoted(option.description()[0]) + "\n");
              }
            });
    return script.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
