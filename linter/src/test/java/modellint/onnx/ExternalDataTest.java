package modellint.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modellint.graph.ElementType;
import modellint.graph.Parameter;
import modellint.onnx.proto.StringStringEntryProto;
import modellint.onnx.proto.TensorProto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalDataTest {

  @TempDir Path outside;

  private Path directory;

  @BeforeEach
  void lay_out_files() throws IOException {
    directory = Files.createDirectories(outside.resolve("model"));
    Files.createDirectories(directory.resolve("sub"));
    Files.createDirectories(outside.resolve("model_evil"));
    for (Path place :
        List.of(directory, directory.resolve("sub"), outside, outside.resolve("model_evil"))) {
      Files.write(place.resolve("data.bin"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }
  }

  @Test
  void elements_are_read_at_their_offset() throws ModelReadException {
    assertEquals(List.of(3.0, 4.0, 5.0), read("data.bin", "offset", "2", "length", "3"));
    assertEquals(List.of(3.0, 4.0, 5.0), read("sub/data.bin", "offset", "2"));
    assertEquals(List.of(1.0, 2.0, 3.0), read("./sub/data.bin", "checksum", "ab"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../data.bin",
        "sub/../../data.bin",
        "sub/../data.bin",
        "../model_evil/data.bin",
        "..\\data.bin",
        "/etc/passwd",
        "C:\\data.bin",
        "C:data.bin",
        "\\\\host\\data.bin",
        "file:///etc/passwd",
        "data.bin\0.txt",
        "*/_ORT_MEM_ADDR_/*",
        "*/_ORT_NATIVE_ENDIAN_MEM_ADDR_/*",
        "",
        ".",
        "sub",
        "sub/.",
        "data.bin/x"
      })
  void a_location_outside_the_rules_is_refused(String location) {
    String reason = refusal(location);

    assertTrue(reason.startsWith("external data "), reason);
    assertTrue(reason.contains(" is refused: its location"), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "offset, -1, no number",
    "offset, x, no number",
    "offset, 18446744073709551616, no number",
    "offset, 9223372036854775808, leaves 64 bits",
    "offset, 9223372036854775807, ends beyond the 8 bytes",
    "offset, 6, ends beyond the 8 bytes",
    "length, -1, no number",
    "length, 9223372036854775807, ends beyond the 8 bytes",
    "length, 4, 'needs 3 bytes, but its file holds 4'",
    "__class__, x, the key __class__ is unknown",
    "location, other.bin, the key location is unknown or stated twice"
  })
  void a_statement_outside_the_rules_is_refused(String key, String value, String cause) {
    String reason = refusal("data.bin", key, value);

    assertTrue(reason.contains(cause), reason);
  }

  @Test
  void a_missing_file_is_named() {
    String reason = refusal("weights/none.bin");

    assertEquals("external data weights/none.bin is missing: no such file", reason);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void links_of_either_kind_are_refused() throws IOException {
    Files.createSymbolicLink(directory.resolve("link.bin"), outside.resolve("data.bin"));
    Files.createSymbolicLink(directory.resolve("inside.bin"), Path.of("data.bin"));
    Files.createSymbolicLink(directory.resolve("parent"), outside);
    Files.createSymbolicLink(directory.resolve("device"), Path.of("/dev/zero"));
    Files.createLink(directory.resolve("hard.bin"), outside.resolve("data.bin"));

    for (String location : List.of("link.bin", "inside.bin", "parent/data.bin", "device")) {
      String reason = refusal(location);
      assertTrue(reason.contains("symbolic link"), reason);
    }
    String reason = refusal("hard.bin");
    assertTrue(reason.contains("hard link"), reason);
  }

  @Test
  void elements_here_and_there_are_refused() {
    TensorProto tensor = tensor("data.bin").toBuilder().addInt32Data(1).build();

    String reason = Models.refusal(directory, Models.holding(tensor).toByteArray()).reason();

    assertEquals("tensor w stores its elements both here and in another file", reason);
  }

  private static TensorProto tensor(String location, String... more) {
    var tensor = Models.tensor("w", ElementType.UINT8, 3).setDataLocation(1);
    tensor.addExternalData(entry("location", location));
    for (int i = 0; i < more.length; i += 2) {
      tensor.addExternalData(entry(more[i], more[i + 1]));
    }
    return tensor.build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private List<Double> read(String location, String... more) throws ModelReadException {
    byte[] model = Models.holding(tensor(location, more)).toByteArray();
    Parameter parameter = OnnxReader.read(Models.write(directory, model)).parameters().get("w");
    return parameter.values().orElseThrow();
  }

  private String refusal(String location, String... more) {
    return Models.refusal(directory, Models.holding(tensor(location, more)).toByteArray()).reason();
  }
}
