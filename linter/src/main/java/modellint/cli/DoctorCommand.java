package modellint.cli;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import modellint.engine.Version;
import modellint.report.Formats;
import modellint.rules.Rules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code modellint doctor}: what a bug report needs, and nothing that is nobody's business. */
@Command(
    name = "doctor",
    description = "Say what this installation is made of, for a bug report.",
    sortOptions = false)
final class DoctorCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private Choices choices = new Choices();

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PrintWriter out = console.out();
    line("modellint", Version.NUMBER);
    line("java", System.getProperty("java.vendor") + " " + Runtime.version());
    line("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    line("memory", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB");
    line("java options", String.join(" ", options()));
    line("terminal", console.outIsTerminal() + ", colour " + console.colour());
    line("rules", Integer.toString(Rules.KNOWN.size()));
    line("formats", String.join(" ", Formats.names()));
    line("fail on", choices.failOn(choices.configs()).name());
    out.flush();
    return 0;
  }

  /** Without values that name places on this machine. */
  private static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .map(
            it ->
                it.contains("=") && it.contains("/")
                    ? it.substring(0, it.indexOf('=') + 1)
                        + Path.of(it.replaceAll(".*=", "")).getFileName()
                    : it)
        .toList();
  }

  private void line(String name, String value) {
    console.out().print(name + " ".repeat(14 - name.length()) + value + "\n");
  }
}
