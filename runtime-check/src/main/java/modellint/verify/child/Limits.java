package modellint.verify.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a child process may use.
 *
 * @param silence longest time without a sign of life
 * @param total wall clock in all
 * @param heap of the Java side, in MiB
 * @param memory in all, in MiB: as data where the system can hold a process to that, and as
 *     resident memory where it tells
 */
public record Limits(Duration silence, Duration total, int heap, int memory) {

  public static final Limits DEFAULT =
      new Limits(Duration.ofSeconds(20), Duration.ofSeconds(300), 2048, 8192);

  private static final Path SHELL = Path.of("/bin/sh");

  /** Runs a command as the same user in a network of its own, which has no way out. */
  private static final String ALONE = "/usr/bin/unshare --map-current-user --net";

  /** Only Linux counts private mappings as data, and so what native code allocates. */
  private static final boolean COUNTED = Files.isReadable(Path.of("/proc/self/limits"));

  /** How a process that has run for {@code nanos} ends because of them, if it does. */
  Optional<Outcome> exceeded(Process process, long nanos, long silent) {
    if (nanos > total.toNanos()) {
      return Optional.of(new Outcome.TimedOut("no answer within " + total.toSeconds() + " s"));
    }
    if (silent > silence.toNanos()) {
      return Optional.of(new Outcome.TimedOut("no sign of life for " + silence.toSeconds() + " s"));
    }
    return resident(process) > memory
        ? Optional.of(new Outcome.Refused("running it needs more than " + memory + " MiB"))
        : Optional.empty();
  }

  /** Resident memory in MiB; 0 where the system does not say. */
  private static long resident(Process process) {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    try (var lines = Files.lines(status)) {
      return lines
          .filter(it -> it.startsWith("VmRSS:"))
          .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  /**
   * What to tell the virtual machine. Its heap starts small and shrinks again: what it once held of
   * a model would count beside what the runtime needs. ONNX Runtime 1.29 reads the command line by
   * recursion: in a usual stack, one of some thousand characters is its end.
   */
  public List<String> javaOptions() {
    return List.of(
        "-Xmx" + heap + "m",
        "-Xms16m",
        "-Xmn8m",
        "-Xss16m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:MinHeapFreeRatio=5",
        "-XX:MaxHeapFreeRatio=20");
  }

  /**
   * What to put before a command so that the system holds it to these limits, and gives it no
   * network where it lets a user make a name space of networks.
   */
  List<String> enforcing() {
    if (!COUNTED || !Files.isExecutable(SHELL)) {
      return List.of();
    }
    String limited =
        "ulimit -c 0; ulimit -d "
            + memory * 1024L
            + " || exit 1; "
            + ALONE
            + " true 2>/dev/null && exec "
            + ALONE
            + " \"$0\" \"$@\"; exec \"$0\" \"$@\"";
    return List.of(SHELL.toString(), "-c", limited);
  }
}
