package modellint.verify.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import modellint.engine.Suspect;
import modellint.verify.probe.Question;
import modellint.verify.run.OrtModel;
import modellint.verify.run.UnsupportedModelException;

/** Asks questions about models in a process of their own. */
public final class Isolated {

  private final Limits limits;
  private final List<String> main;

  public Isolated(Limits limits) {
    this(limits, List.of(ProbeMain.class.getName()));
  }

  /** {@code main} is the child's class with arguments; tests put a misbehaving one in its place. */
  Isolated(Limits limits, List<String> main) {
    this.limits = limits;
    this.main = List.copyOf(main);
  }

  /** Takes what a child has left in its directory, before that is gone. */
  public interface Harvest {
    void take(Outcome outcome, Path scratch) throws IOException;
  }

  /**
   * The answers to the same question about each model of {@code supply}, joined. Where native code
   * fails, it gets a second chance without its optimiser.
   *
   * @param question what to ask about a sample
   * @param harvest called before the child's directory is gone
   */
  public Outcome ask(
      Supply supply,
      Function<Supply.Sample, Question> question,
      Suspect.Progress progress,
      Harvest harvest) {
    try (var scratch = new Scratch()) {
      List<Question> questions = supply.into(scratch.directory()).stream().map(question).toList();
      Outcome outcome = patiently(questions, scratch.directory(), progress);
      harvest.take(outcome, scratch.directory());
      return outcome;
    } catch (UnsupportedModelException e) {
      return new Outcome.Refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Outcome.Refused("no process can be started for it: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.TimedOut("interrupted");
    }
  }

  private Outcome patiently(List<Question> questions, Path scratch, Suspect.Progress progress)
      throws IOException, InterruptedException {
    Outcome outcome = ask(questions, scratch, List.of(), progress);
    if (!(outcome instanceof Outcome.Crashed crash) || !crash.fault()) {
      return outcome;
    }
    List<String> plain = List.of("-D" + OrtModel.PLAIN + "=true");
    Outcome second = ask(questions, scratch, plain, progress);
    return second instanceof Outcome.Answered it
        ? new Outcome.Answered(
            it.answer(), Optional.of(crash.reason() + ", and did not without the optimiser"))
        : crash;
  }

  private Outcome ask(
      List<Question> questions, Path scratch, List<String> options, Suspect.Progress progress)
      throws IOException, InterruptedException {
    Files.deleteIfExists(scratch.resolve(Death.FAULT_FILE));
    var process = new ProbeProcess(command(scratch, options), limits, scratch);
    return process.ask(questions, progress);
  }

  private List<String> command(Path scratch, List<String> options) throws IOException {
    var command = new ArrayList<>(limits.enforcing());
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(limits.javaOptions());
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + scratch.resolve(Death.FAULT_FILE));
    command.add("-Djava.io.tmpdir=" + scratch);
    command.add("-Donnxruntime.native.path=" + Natives.here().unpacked(cache(scratch)));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(options);
    command.addAll(main);
    return command;
  }

  private static Path cache(Path scratch) {
    String home = System.getProperty("user.home", "");
    Path cache = Path.of(home, ".cache", "modellint");
    try {
      Files.createDirectories(cache);
      return Files.isWritable(cache) ? cache : scratch;
    } catch (IOException e) {
      return scratch;
    }
  }
}
