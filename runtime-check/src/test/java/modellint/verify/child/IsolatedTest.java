package modellint.verify.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.StringStringEntryProto;
import modellint.verify.probe.Answer;
import modellint.verify.probe.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class IsolatedTest {

  private static final Limits SHORT =
      new Limits(Duration.ofSeconds(5), Duration.ofSeconds(8), 64, 4096);

  private static final Path HEALTHY = Path.of("..", "fixtures", "oracle", "mlp-relu-he.onnx");

  /** ONNX Runtime dies of it in a stack of one MiB. */
  private static final String LONG = "-Dlong=" + "x".repeat(20_000);

  private static final List<Long> SEEDS = List.of(1L);

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "SEGV, 'probe crashed (signal 11, segmentation fault)'",
    "ABRT, 'probe crashed (signal 6, abort)'",
    "KILL, 'probe crashed (signal 9, killed)'",
    "gone-at-once, probe ended without an answer (exit code 0)",
    "exit-without-answer, probe ended without an answer (exit code 0)",
    "out-of-memory, probe ran out of memory",
    "garbage, a malformed message",
    "stranger, a malformed message",
    "cut-answer, a malformed message",
    "endless-answer, a malformed message",
    "other-question, an answer to another question"
  })
  void a_child_that_crashes_or_lies_becomes_a_reason(String mode, String reason) {
    Outcome outcome = ask(mode);

    assertEquals(reason, assertInstanceOf(Outcome.Crashed.class, outcome).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"silence", "no-end"})
  void a_child_that_hangs_is_ended(String mode) {
    Outcome outcome = ask(mode);

    assertInstanceOf(Outcome.TimedOut.class, outcome);
    assertTrue(ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive), "left behind");
  }

  @Test
  void what_libraries_print_is_no_answer() {
    Outcome outcome = ask("noise");

    Answer answer = assertInstanceOf(Outcome.Answered.class, outcome).answer();
    assertEquals(List.of("heard"), answer.cuts());
  }

  @Test
  void a_child_reaches_no_network_where_the_system_can_part_it()
      throws IOException, InterruptedException {
    assumeTrue(isPartable(), "this system gives a user no name space of networks");
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()).close();

      Outcome outcome = ask("call " + server.getLocalPort());

      Answer answer = assertInstanceOf(Outcome.Answered.class, outcome).answer();
      assertEquals(List.of("nobody"), answer.cuts());
    }
  }

  private static boolean isPartable() throws InterruptedException {
    try {
      return new ProcessBuilder("/usr/bin/unshare", "--map-current-user", "--net", "true")
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void external_data_is_vetted_before_the_child_sees_it() throws IOException {
    Files.writeString(directory.resolve("outside"), "secret");
    Path home = Files.createDirectory(directory.resolve("home"));
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(HEALTHY));
    var tensor =
        model.getGraph().getInitializer(0).toBuilder()
            .clearRawData()
            .setDataLocation(1)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("../outside"));
    Path file = home.resolve("m.onnx");
    Files.write(
        file,
        model.toBuilder()
            .setGraph(model.getGraph().toBuilder().setInitializer(0, tensor))
            .build()
            .toByteArray());

    Outcome outcome =
        isolated("noise")
            .ask(
                new StoredModel(file, SEEDS),
                IsolatedTest::question,
                (done, runs) -> {},
                IsolatedTest::leave);

    assertEquals(
        "external data ../outside is refused: its location leaves the directory of the model",
        assertInstanceOf(Outcome.Refused.class, outcome).reason());
  }

  @Test
  void native_code_that_fails_gets_a_second_chance_without_its_optimiser() {
    Outcome outcome = ask("optimiser");

    var answered = assertInstanceOf(Outcome.Answered.class, outcome);
    assertEquals(
        "probe crashed (signal 11, segmentation fault), and did not without the optimiser",
        answered.remark().orElseThrow());
  }

  @Test
  void a_long_command_line_is_no_end() {
    var child = new Isolated(Limits.DEFAULT, List.of(LONG, ProbeMain.class.getName()));

    Outcome outcome =
        child.ask(
            new StoredModel(HEALTHY, SEEDS),
            IsolatedTest::question,
            (done, runs) -> {},
            IsolatedTest::leave);

    assertInstanceOf(Outcome.Answered.class, outcome);
  }

  private static Outcome ask(String mode) {
    return isolated(mode)
        .ask(
            directory -> List.of(new Supply.Sample(directory, SEEDS)),
            IsolatedTest::question,
            (done, runs) -> {},
            IsolatedTest::leave);
  }

  private static void leave(Outcome outcome, Path scratch) {}

  static Isolated isolated(String mode) {
    return new Isolated(SHORT, List.of(Misbehaviour.class.getName(), mode));
  }

  private static Question question(Supply.Sample sample) {
    return Question.of(sample.file().toString(), "random", 2, sample.seeds(), List.of());
  }
}
