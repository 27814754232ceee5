package modellint.verify.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BackendCasesTest {

  /** Where the cases of the ONNX backend tests are; they are not kept here. */
  private static final String DIRECTORY = System.getProperty("modellint.backend", "");

  @Test
  void every_case_that_does_not_pass_is_listed_with_a_reason() {
    Map<String, String> listed = BackendCases.listed();

    assertFalse(listed.isEmpty());
    listed.forEach((name, reason) -> assertTrue(reason.length() > 10, name + ": " + reason));
  }

  @TestFactory
  Stream<DynamicTest> every_case_passes_unless_it_is_listed() throws IOException {
    if (DIRECTORY.isEmpty()) {
      return Stream.empty();
    }
    Map<String, String> listed = BackendCases.listed();
    return BackendCases.models(Path.of(DIRECTORY)).stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    BackendCases.name(it),
                    () -> {
                      var outcome = BackendCases.outcome(it);
                      assertEquals(
                          !listed.containsKey(BackendCases.name(it)),
                          BackendCases.isRight(outcome),
                          outcome.toString());
                    }));
  }
}
