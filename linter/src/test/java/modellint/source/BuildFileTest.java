package modellint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuildFileTest {

  private static final String GROUP = "org.deeplearning4j";

  @Test
  void maven_states_a_version_or_a_property() {
    String dependency =
        "<dependency><groupId>org.deeplearning4j</groupId>"
            + "<artifactId>deeplearning4j-core</artifactId><version>%s</version></dependency>";
    assertEquals(
        Optional.of("1.0.0-beta7"), BuildFile.version(dependency.formatted("1.0.0-beta7"), GROUP));
    assertEquals(
        Optional.of("0.9.1"),
        BuildFile.version(
            "<dl4j.version>0.9.1</dl4j.version>" + dependency.formatted("${dl4j.version}"), GROUP));
  }

  @Test
  void gradle_states_a_version_or_a_property() {
    assertEquals(
        Optional.of("1.0.0-M2.1"),
        BuildFile.version("implementation 'org.deeplearning4j:core:1.0.0-M2.1'", GROUP));
    assertEquals(
        Optional.of("1.0.0-M1.1"),
        BuildFile.version(
            "dl4j = '1.0.0-M1.1'\nimplementation(\"org.deeplearning4j:core:$dl4j\")", GROUP));
  }

  @Test
  void a_property_that_is_nowhere_states_nothing() {
    assertEquals(
        Optional.empty(), BuildFile.version("implementation \"org.deeplearning4j:a:$v\"", GROUP));
  }

  @Test
  void the_nearest_build_file_above_a_source_decides(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("module/src/Net.java");
    Files.createDirectories(source.getParent());
    Files.writeString(folder.resolve("build.gradle"), "'org.deeplearning4j:core:0.9.1'");
    assertEquals("0.9.1", BuildFile.version(source, GROUP));
    Files.writeString(
        folder.resolve("module/build.gradle"), "'org.deeplearning4j:core:1.0.0-M2.1'");
    assertEquals("1.0.0-M2.1", BuildFile.version(source, GROUP));
  }
}
