package modellint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether a stream is a terminal, and whether it wants colour. */
final class Terminal {

  private Terminal() {}

  /** True where file descriptor {@code number} of this process is a terminal. */
  static boolean isTerminal(int number) {
    Path link = Path.of("/proc/self/fd/" + number);
    if (Files.isSymbolicLink(link)) {
      try {
        String device = Files.readSymbolicLink(link).toString();
        return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
      } catch (IOException e) {
        return false;
      }
    }
    // Without /proc Java only says whether input and output both are terminals, from Java 22 on not
    // even that without a look at the console itself.
    return System.console() != null && Runtime.version().feature() < 22;
  }

  /**
   * Colour by the usual rules: NO_COLOR forbids it, FORCE_COLOR and CLICOLOR_FORCE demand it, a
   * dumb terminal and CLICOLOR=0 have none, else a terminal has it.
   */
  static boolean wantsColour(Map<String, String> environment, boolean terminal) {
    if (isSet(environment, "NO_COLOR")) {
      return false;
    }
    if (isOn(environment, "FORCE_COLOR") || isOn(environment, "CLICOLOR_FORCE")) {
      return true;
    }
    return terminal
        && !"dumb".equals(environment.get("TERM"))
        && !"0".equals(environment.get("CLICOLOR"));
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }

  private static boolean isOn(Map<String, String> environment, String name) {
    return isSet(environment, name) && !"0".equals(environment.get(name));
  }
}
