package modellint;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same graph gives the same findings, on every machine: nothing here looks outside. */
class PurityTest {

  /** Exactly specified, so that they need no StrictMath. */
  private static final Set<String> EXACT =
      Set.of(
          "abs",
          "absExact",
          "addExact",
          "ceil",
          "ceilDiv",
          "clamp",
          "copySign",
          "decrementExact",
          "floor",
          "floorDiv",
          "floorMod",
          "fma",
          "getExponent",
          "incrementExact",
          "max",
          "min",
          "multiplyExact",
          "negateExact",
          "nextDown",
          "nextUp",
          "rint",
          "round",
          "scalb",
          "signum",
          "sqrt",
          "subtractExact",
          "toIntExact",
          "ulp");

  private static final Set<String> OUTSIDE =
      Set.of(
          "console",
          "currentTimeMillis",
          "err",
          "exit",
          "getLogger",
          "getProperties",
          "getProperty",
          "getenv",
          "in",
          "load",
          "loadLibrary",
          "nanoTime",
          "out",
          "setProperty");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("modellint");

  @Test
  void the_classes_are_seen() {
    assertTrue(MAIN.size() > 30, "only " + MAIN.size() + " classes");
    assertTrue(MAIN.contain("modellint.graph.Graph"));
  }

  @Test
  void nothing_but_the_jdk_is_used() {
    classes()
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("modellint..", "java.."))
        .check(MAIN);
  }

  @Test
  void no_file_stream_network_clock_thread_or_log_is_touched() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.io..", "java.net..", "java.nio.file..", "java.time..", "java.util.logging.."))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .accessTargetWhere(
            describe(
                "belongs to java.lang.System and looks outside",
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                        && OUTSIDE.contains(access.getName())))
        .check(MAIN);
  }

  @Test
  void nothing_is_left_to_chance() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .orShould()
        .callConstructor(java.util.Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .check(MAIN);
  }

  @Test
  void functions_that_differ_between_machines_come_from_strict_math() {
    noClasses()
        .should()
        .accessTargetWhere(
            describe(
                "belongs to java.lang.Math and is not exactly specified",
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(Math.class)
                        && !EXACT.contains(access.getName())))
        .check(MAIN);
  }
}
