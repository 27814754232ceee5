package modellint.verify.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import modellint.onnx.proto.ModelProto;
import modellint.verify.run.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuntTest {

  private static final Path LOGITS =
      Path.of("..", "fixtures", "ML504-unshifted-softmax", "speaks", "he.onnx");
  private static final int WIDTH = 32;

  private static Hunt.Result largestLogit(double limit, Map<String, double[]> ranges)
      throws IOException {
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(LOGITS));
    var search =
        new Search("/exp1_output_0", "/fc2_output_0", Search.Aim.UP, limit, Search.Sign.LIMIT);
    var hunt =
        new Hunt(
            model,
            ranges,
            seed -> Map.of("x", Block.of(new long[] {2, WIDTH}, new float[2 * WIDTH])),
            List.of());
    return hunt.search(search);
  }

  @Test
  void ascent_finds_what_draws_and_corners_do_not() throws IOException {
    Hunt.Result drawn = largestLogit(Double.POSITIVE_INFINITY, Map.of());
    Hunt.Result climbed = largestLogit(drawn.find().value() * 0.99, Map.of());

    assertFalse(drawn.find().found());
    assertTrue(climbed.find().found());
    assertTrue(climbed.find().runs() > 13, climbed.find().toString());
  }

  @Test
  void an_input_never_leaves_the_range_that_is_stated() throws IOException {
    Hunt.Result result = largestLogit(1, Map.of("x", new double[] {0, 1}));

    assertTrue(result.find().found());
    double[] values = result.input().orElseThrow().get("x").reals();
    assertTrue(Arrays.stream(values).allMatch(it -> it >= 0 && it <= 1));
  }

  @Test
  void an_archive_is_what_numpy_reads(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("inputs.npz");
    var inputs = new LinkedHashMap<String, Block>();
    inputs.put("x", Block.of(new long[] {2}, new float[] {1, 2}));
    Archive.write(inputs, file);

    try (var zip = new ZipFile(file.toFile())) {
      byte[] array = zip.getInputStream(zip.getEntry("x.npy")).readAllBytes();
      String header = new String(array, StandardCharsets.ISO_8859_1);
      assertTrue(header.contains("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"));
      assertEquals(0, (array.length - 2 * Float.BYTES) % 64);
    }
  }
}
