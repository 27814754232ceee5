package modellint.smile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;
import org.junit.jupiter.api.Test;

/** Files that declare classes with names of the library's. */
class OwnClassesTest {

  @Test
  void a_model_of_the_files_own_is_not_followed() throws SourceReader.Unreadable {
    assertEquals(List.of(), made("new Model(mse())"));
    assertEquals(List.of(), made("new Forest.Model(mse())"));
    assertNotEquals(List.of(), made("new smile.deep.Model(null)"));
  }

  /** What is made of Smile on the way to {@code last}; nothing where that leads to no network. */
  private static List<Obj> made(String last) throws SourceReader.Unreadable {
    String code =
        """
        class Forest {
          record Model(double weight) {}
          double mse() { return 0; }
          Object fit() {
            return %s;
          }
        }
        """
            .formatted(last.contains("smile") ? last : "new Object[] {RATE, " + last + "}")
            .replace("RATE", "new smile.deep.layer.DropoutLayer(0.5)");
    SourceFile file = SourceReader.parse("Forest.java", code);
    var sources = new Sources(List.of(file), name -> Optional.empty());
    var smile = new Smile();
    return new Evaluator(sources, smile.api()).run(file, smile.marks()).objects();
  }
}
