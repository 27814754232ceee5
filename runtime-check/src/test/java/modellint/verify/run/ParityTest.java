package modellint.verify.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ParityTest {

  /** Where the networks are; more than are kept here can be measured by a recipe. */
  private static final Path ORACLE =
      Path.of(System.getProperty("modellint.parity", "../fixtures/oracle"));

  /** Times the error of PyTorch's own single precision. */
  private static final double MOST = 3;

  @TestFactory
  Stream<DynamicTest> gradients_are_as_near_to_double_precision_as_pytorch_is() throws IOException {
    JsonObject truth =
        JsonParser.parseString(Files.readString(ORACLE.resolve("gradients.json")))
            .getAsJsonObject();
    assertTrue(truth.size() >= 12, "only " + truth.size() + " networks");
    return truth.keySet().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it,
                    () -> {
                      Parity.Worst worst = Parity.worst(ORACLE, truth.getAsJsonObject(it));
                      assertTrue(worst.ratio() <= MOST, worst.toString());
                    }));
  }
}
