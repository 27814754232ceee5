package modellint.cli;

import modellint.engine.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The root: what {@code modellint --help} shows. */
@Command(
    name = "modellint",
    mixinStandardHelpOptions = true,
    versionProvider = ModelLintCommand.VersionProvider.class,
    customSynopsis = {
      "modellint [check] [OPTIONS] [PATH...]",
      "       modellint COMMAND [OPTIONS] [ARGUMENT...]"
    },
    description = {
      "",
      "Predicts from a model's file alone whether it will train, and says why not.",
      ""
    },
    optionListHeading = "Options:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:clean: nothing found at or above --fail-on, and everything was checked",
      "1:findings at or above --fail-on",
      "2:wrong usage or configuration, or an internal error",
      "3:something could not be checked, and nothing failed"
    })
final class ModelLintCommand {

  /** The version of the build. */
  static final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"modellint " + Version.NUMBER};
    }
  }
}
