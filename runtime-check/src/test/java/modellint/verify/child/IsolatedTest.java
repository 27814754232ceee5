package modellint.verify.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.StringStringEntryProto;
import modellint.onnx.proto.TensorProto;
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
    "endless-answer, a malformed message"
  })
  void a_child_that_crashes_or_lies_becomes_a_reason(String mode, String reason)
      throws IOException {
    Outcome outcome = ask(mode);

    assertEquals(reason, assertInstanceOf(Outcome.Crashed.class, outcome).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"silence", "no-end"})
  void a_child_that_hangs_is_ended(String mode) throws IOException {
    Outcome outcome = ask(mode);

    assertInstanceOf(Outcome.TimedOut.class, outcome);
    assertTrue(ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive), "left behind");
  }

  @Test
  void what_libraries_print_is_no_answer() throws IOException {
    Outcome outcome = ask("noise");

    Answer answer = assertInstanceOf(Outcome.Answered.class, outcome).answer();
    assertEquals(List.of("heard"), answer.cuts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "/etc/hostname", "missing"})
  void external_data_is_vetted_before_the_child_sees_it(String location) throws IOException {
    Files.writeString(directory.resolve("outside"), "secret");
    Path model = Files.createDirectory(directory.resolve("home")).resolve("m.onnx");
    var tensor =
        TensorProto.newBuilder()
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue(location));
    Files.write(
        model,
        ModelProto.newBuilder()
            .setGraph(GraphProto.newBuilder().addInitializer(tensor))
            .build()
            .toByteArray());

    Outcome outcome = isolated("noise").ask(model, IsolatedTest::question);

    assertEquals(
        "the external data " + location + " is refused",
        assertInstanceOf(Outcome.Refused.class, outcome).reason());
  }

  private Outcome ask(String mode) throws IOException {
    Path model = Files.createFile(directory.resolve("empty.onnx"));
    return isolated(mode).ask(model, IsolatedTest::question);
  }

  private static Isolated isolated(String mode) {
    return new Isolated(SHORT, List.of(Misbehaviour.class.getName(), mode));
  }

  private static Question question(String copy) {
    return Question.of(copy, "random", 2, List.of(1L), List.of());
  }
}
