package modellint;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order of the house. This module sees all the others, so its test speaks for all. */
class ArchitectureTest {

  private static final int LONGEST_FILE = 400;

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("modellint");

  @Test
  void the_classes_of_every_module_are_seen() {
    assertTrue(MAIN.size() > 40, "only " + MAIN.size() + " classes");
    assertTrue(MAIN.contain("modellint.graph.Graph"), "rules");
    assertTrue(MAIN.contain("modellint.cli.Main"), "linter");
  }

  @Test
  void packages_form_no_cycle() {
    slices().matching("modellint.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void analyses_form_no_cycle() {
    slices().matching("modellint.analysis.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void the_graph_knows_nothing_else() {
    mayDependOn("modellint.graph..", "modellint.graph..");
  }

  @Test
  void an_analysis_knows_only_the_graph_and_other_analyses() {
    mayDependOn("modellint.analysis..", "modellint.graph..", "modellint.analysis..");
  }

  @Test
  void the_rule_interface_knows_only_the_graph_and_the_analyses() {
    mayDependOn(
        "modellint.rule..", "modellint.graph..", "modellint.analysis..", "modellint.rule..");
  }

  @Test
  void nobody_calls_back_into_the_command_line() {
    noClasses()
        .that()
        .resideOutsideOfPackage("modellint.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("modellint.cli..")
        .check(MAIN);
  }

  @Test
  void only_the_command_line_prints_and_exits() {
    Set<String> banned = Set.of("out", "exit", "halt");
    noClasses()
        .that()
        .resideOutsideOfPackage("modellint.cli..")
        .and()
        // the main class of the child process, which must end when its parent has
        .doNotHaveFullyQualifiedName("modellint.verify.child.ProbeMain")
        .should()
        .accessTargetWhere(
            describe(
                "is System.out, System.exit or Runtime.halt",
                (JavaAccess<?> access) ->
                    banned.contains(access.getName())
                        && (access.getTargetOwner().isEquivalentTo(System.class)
                            || access.getTargetOwner().isEquivalentTo(Runtime.class))))
        .check(MAIN);
  }

  @Test
  void onnx_runtime_is_touched_by_the_verifier_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("modellint.verify..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(MAIN);
  }

  @Test
  void names_say_what_a_thing_is() {
    classes()
        .should()
        .haveNameNotMatching(".*(Utils?|Helper|Manager|Impl)")
        .andShould()
        .haveNameNotMatching(".*\\.(Abstract|Base)[A-Z][^.]*")
        .check(MAIN);
  }

  @Test
  void no_source_file_is_too_long_to_read() throws IOException {
    Path root = Path.of("").toAbsolutePath().getParent();
    List<Path> sources;
    try (Stream<Path> files = Files.walk(root)) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> root.relativize(file).toString().matches("[a-z-]+.src.*"))
              .toList();
    }
    assertTrue(sources.size() > 40, "only " + sources.size() + " sources under " + root);

    List<String> tooLong =
        sources.stream()
            .filter(file -> lines(file) > LONGEST_FILE)
            .map(file -> root.relativize(file) + " has " + lines(file) + " lines")
            .sorted()
            .toList();

    assertEquals(List.of(), tooLong);
  }

  private static void mayDependOn(String packages, String... others) {
    Stream<String> allowed = Stream.concat(Stream.of("java.."), Stream.of(others));
    classes()
        .that()
        .resideInAPackage(packages)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .check(MAIN);
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
