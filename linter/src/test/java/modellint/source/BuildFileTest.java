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
  void maven_states_it_in_any_order_and_by_properties_of_properties() {
    assertEquals(
        Optional.of("1.0.0-beta6"),
        BuildFile.version(
            """
            <dependencyManagement><dependencies>
            <dependency>
              <version>${dl4j.version}</version>
              <!-- <version>0.9.1</version> -->
              <type>pom</type>
              <artifactId>deeplearning4j-parent</artifactId>
              <groupId>org.deeplearning4j</groupId>
            </dependency>
            </dependencies></dependencyManagement>
            <dl4j.version>${dl4j-master.version}</dl4j.version>
            <dl4j-master.version>1.0.0-beta6</dl4j-master.version>
            """,
            GROUP));
  }

  @Test
  void a_dependency_that_another_file_manages_states_nothing() {
    assertEquals(
        Optional.empty(),
        BuildFile.version(
            """
            <dependency><groupId>org.deeplearning4j</groupId><artifactId>core</artifactId></dependency>
            <dependency><groupId>org.slf4j</groupId><artifactId>api</artifactId>
            <version>2.0.0</version></dependency>
            """,
            GROUP));
  }

  @Test
  void gradle_names_group_and_version_apart() {
    assertEquals(
        Optional.of("1.0.0-beta7"),
        BuildFile.version(
            "implementation group: 'org.deeplearning4j', name: 'core', version: '1.0.0-beta7'",
            GROUP));
    assertEquals(
        Optional.of("1.0.0-beta4"),
        BuildFile.version(
            """
            extra["dl4jVersion"] = "1.0.0-beta4"
            implementation(group = "org.deeplearning4j", name = "core", version = dl4jVersion)
            """,
            GROUP));
  }

  @Test
  void gradle_defines_properties_in_many_ways() {
    for (String defined :
        new String[] {
          "val dl4jVersion = \"0.9.1\"",
          "val dl4jVersion: String by extra(\"0.9.1\")",
          "ext.dl4jVersion = '0.9.1'",
          "ext { dl4jVersion = '0.9.1' }",
          "dl4jVersion=0.9.1",
          "set('dl4jVersion', '0.9.1')"
        }) {
      assertEquals(
          Optional.of("0.9.1"),
          BuildFile.version(
              defined + "\nimplementation(\"org.deeplearning4j:core:${dl4jVersion}\")", GROUP),
          defined);
    }
    assertEquals(
        Optional.of("1.0.0-beta7"),
        BuildFile.version(
            "ext { versions = [ dl4j: '1.0.0-beta7' ] }\n"
                + "implementation \"org.deeplearning4j:core:${versions.dl4j}\"",
            GROUP));
  }

  @Test
  void a_catalogue_states_a_version_or_refers_to_one() {
    String catalogue =
        """
        [versions]
        dl4j = "1.0.0-M1.1"
        [libraries]
        dl4j = { %s }
        """;
    assertEquals(
        Optional.of("1.0.0-M1.1"),
        BuildFile.version(
            catalogue.formatted("module = \"org.deeplearning4j:core\", version.ref = \"dl4j\""),
            GROUP));
    assertEquals(
        Optional.of("0.9.1"),
        BuildFile.version(
            catalogue.formatted(
                "group = \"org.deeplearning4j\", name = \"core\", version = \"0.9.1\""),
            GROUP));
  }

  @Test
  void what_is_commented_out_states_nothing() {
    assertEquals(
        Optional.empty(),
        BuildFile.version("  // implementation 'org.deeplearning4j:core:0.9.1'\n", GROUP));
  }

  @Test
  void a_catalogue_beside_the_root_is_found(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("app/src/main/java/Net.java");
    Files.createDirectories(source.getParent());
    Files.createDirectories(folder.resolve("gradle"));
    Files.writeString(
        folder.resolve("app/build.gradle.kts"), "dependencies { implementation(libs.dl4j.core) }");
    Files.writeString(
        folder.resolve("gradle/libs.versions.toml"),
        "dl4j-core = \"org.deeplearning4j:deeplearning4j-core:1.0.0-beta7\"");
    assertEquals("1.0.0-beta7", BuildFile.version(source, GROUP));
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
