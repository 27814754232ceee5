package modellint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import modellint.deepnetts.DeepNetts;
import modellint.definition.Library;
import modellint.encog.Encog;
import modellint.neuroph.Neuroph;
import modellint.smile.Smile;
import modellint.tensorflow.TensorFlow;
import modellint.tribuo.Tribuo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that the smaller libraries were seen to throw at, and their neighbours that they train:
 * nothing is objected to that a library takes, and what is told of the others stays told.
 */
class RefusedProgramsTest {

  private static final Map<String, Library> LIBRARIES =
      Map.of(
          "deep", new Smile(),
          "deepnetts", new DeepNetts(),
          "encog", new Encog(),
          "neuroph", new Neuroph(),
          "smile", new Smile(),
          "tensorflow", new TensorFlow(),
          "tribuo", new Tribuo());

  @ParameterizedTest
  @ValueSource(strings = {"deep", "neuroph", "smile", "tensorflow", "tribuo"})
  void what_the_library_throws_at_is_told_and_nothing_else(String name) throws IOException {
    RefusedProgram.Listing recorded = RefusedProgram.Listing.of(name);
    RefusedProgram.Listing read = recorded.read(LIBRARIES.get(name));
    assertFalse(recorded.programs().isEmpty());
    assertEquals(List.of(), read.wronged());
    if (System.getProperty("update") != null) {
      Files.writeString(RefusedProgram.Listing.file(name), read.text());
    }
    assertEquals(RefusedProgram.Listing.of(name).text(), read.text());
  }
}
