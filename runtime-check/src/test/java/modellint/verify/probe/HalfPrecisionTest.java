package modellint.verify.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import modellint.verify.tape.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalfPrecisionTest {

  /** The largest number of IEEE 754 binary16, and 1. */
  private static final int LARGEST = 0x7bff;

  private static final int ONE = 0x3c00;

  @TempDir private Path directory;

  @Test
  void a_probe_says_what_half_precision_would_not_have_held() throws IOException {
    List<String> remarks = remarks(LARGEST);

    assertEquals(1, remarks.size(), remarks.toString());
    assertTrue(
        remarks.get(0).matches("y reaches .*, beyond 65504, the largest number of half precision"),
        remarks.toString());
  }

  @Test
  void a_probe_says_nothing_of_numbers_that_fit() throws IOException {
    assertEquals(List.of(), remarks(ONE));
  }

  /** Of y = w x for normal x. */
  private List<String> remarks(int weight) throws IOException {
    String file =
        new Sketch()
            .input("x", Type.FLOAT16, 8, 4)
            .half("w", weight)
            .node("y", "Mul", "x", "w")
            .output("y")
            .write(directory);
    var question =
        Question.of(file, "random", 8, List.of(1L), List.of(new Question.Target("y", "w")));
    return Probe.of(question).remarks();
  }
}
