package modellint.verify.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.TensorProto;
import modellint.verify.probe.Question;
import modellint.verify.run.UnsupportedModelException;

/** Asks a question about a model in a process of its own. */
public final class Isolated {

  private static final long MOST_BYTES = 1L << 29;

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

  /** {@code question} is made for the path of the copy that the child will read. */
  public Outcome ask(Path model, Function<String, Question> question) {
    return ask(model, question, (outcome, scratch) -> {});
  }

  /** Takes what a child has left in its directory, before that is gone. */
  public interface Harvest {
    void take(Outcome outcome, Path scratch) throws IOException;
  }

  /** The same, with {@code harvest} before the child's directory is gone. */
  public Outcome ask(Path model, Function<String, Question> question, Harvest harvest) {
    try (var scratch = new Scratch()) {
      if (Files.size(model) > MOST_BYTES) {
        return new Outcome.Refused("it is larger than " + (MOST_BYTES >> 20) + " MiB");
      }
      Path copy = scratch.copy(model, locations(model));
      var process = new ProbeProcess(command(scratch.directory()), limits);
      Outcome outcome = process.ask(question.apply(copy.toString()), scratch.directory());
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

  private static List<String> locations(Path model) throws IOException {
    var found = new LinkedHashSet<String>();
    try (var in = Files.newInputStream(model)) {
      collect(ModelProto.parseFrom(in).getGraph(), found);
    }
    return List.copyOf(found);
  }

  private static void collect(GraphProto graph, Set<String> found) {
    for (TensorProto tensor : graph.getInitializerList()) {
      tensor.getExternalDataList().stream()
          .filter(it -> it.getKey().equals("location"))
          .forEach(it -> found.add(it.getValue()));
    }
    graph.getNodeList().stream()
        .flatMap(node -> node.getAttributeList().stream())
        .filter(attribute -> attribute.hasG())
        .forEach(attribute -> collect(attribute.getG(), found));
  }

  private List<String> command(Path scratch) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.add("-Xmx" + limits.heap() + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + scratch.resolve(Death.FAULT_FILE));
    command.add("-Donnxruntime.native.path=" + Natives.unpacked(cache(scratch)));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(absolute(System.getProperty("java.class.path", "")));
    command.addAll(main);
    return command;
  }

  /** The child has another working directory. */
  private static String absolute(String classPath) {
    var entries = new ArrayList<String>();
    for (String entry : classPath.split(java.io.File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(java.io.File.pathSeparator, entries);
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
