package modellint.verify.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a process came to its end. */
final class Death {

  /** What the JVM writes where it was killed by a fault in native code. */
  static final String FAULT_FILE = "fault.log";

  private static final Pattern SIGNAL = Pattern.compile("#\\s+SIG\\w+ \\(0x(\\w+)\\)");
  private static final int OUT_OF_MEMORY = 3;
  private static final int BY_SIGNAL = 128;
  private static final Map<Integer, String> NAMES =
      Map.of(6, "abort", 9, "killed", 11, "segmentation fault", 15, "terminated");

  private Death() {}

  static Outcome.Crashed of(Process process, Path scratch) throws IOException {
    if (process.isAlive()) {
      return crashed("probe stopped answering");
    }
    int code = process.exitValue();
    if (code == OUT_OF_MEMORY) {
      return crashed("probe ran out of memory");
    }
    Optional<Integer> signal = fault(scratch);
    if (signal.isEmpty() && code > BY_SIGNAL) {
      signal = Optional.of(code - BY_SIGNAL);
    }
    return signal
        .map(it -> new Outcome.Crashed("probe crashed (signal " + it + name(it) + ")", true))
        .orElseGet(() -> crashed("probe ended without an answer (exit code " + code + ")"));
  }

  private static Outcome.Crashed crashed(String reason) {
    return new Outcome.Crashed(reason, false);
  }

  private static String name(int signal) {
    return NAMES.containsKey(signal) ? ", " + NAMES.get(signal) : "";
  }

  private static Optional<Integer> fault(Path scratch) throws IOException {
    Path log = scratch.resolve(FAULT_FILE);
    if (!Files.isRegularFile(log)) {
      return Optional.empty();
    }
    Matcher found = SIGNAL.matcher(Files.readString(log));
    return found.find() ? Optional.of(Integer.parseInt(found.group(1), 16)) : Optional.empty();
  }
}
