package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Definitions that 1.0.0-M2.1 was seen to throw out, and their neighbours that it takes; that it
 * does is what the test of the same definitions against the library itself says.
 */
class RefusedDefinitionsTest {

  @ParameterizedTest
  @MethodSource("modellint.dl4j.RefusedDefinition#files")
  void what_the_library_throws_out_is_refused_and_nothing_else(String file) throws IOException {
    List<RefusedDefinition> all = RefusedDefinition.read(file);
    Networks read = Networks.parse(RefusedDefinition.program("Definitions", all));
    var expected = new StringBuilder();
    var found = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      RefusedDefinition it = all.get(i);
      // The last network of a line is the one that stands on the others.
      String faults =
          read.at(i + 2).stream().reduce((a, b) -> b).map(Networks::faults).orElse("not read");
      expected.append(it.text()).append(" => ").append(it.faults()).append('\n');
      found.append(it.text()).append(" => ").append(faults).append('\n');
    }
    assertEquals(expected.toString(), found.toString());
  }
}
