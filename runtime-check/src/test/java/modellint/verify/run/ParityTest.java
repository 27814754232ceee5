package modellint.verify.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ParityTest {

  /** Where networks are; others can be measured by a recipe. */
  private static final List<Path> HOMES =
      Stream.of(
              System.getProperty("modellint.parity", "../fixtures/oracle:../fixtures/parity")
                  .split(":"))
          .map(Path::of)
          .toList();

  /** Times the error of PyTorch's own single precision. */
  private static final double MOST = 3;

  @TestFactory
  Stream<DynamicTest> gradients_are_as_near_to_double_precision_as_pytorch_is() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (Path home : HOMES) {
      JsonObject truth =
          JsonParser.parseString(Files.readString(home.resolve("gradients.json")))
              .getAsJsonObject();
      for (String name : truth.keySet()) {
        tests.add(DynamicTest.dynamicTest(name, () -> compare(home, truth.getAsJsonObject(name))));
      }
    }
    assertTrue(tests.size() >= 30, "only " + tests.size() + " networks");
    return tests.stream();
  }

  private static void compare(Path home, JsonObject network) throws IOException {
    Parity.Worst worst = Parity.worst(home, network);
    assertTrue(worst.ratio() <= MOST, worst.toString());
  }
}
