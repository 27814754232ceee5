package modellint.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final List<String> HEADINGS =
      List.of("## What it does", "## Why it matters", "## How to fix", "## References");

  @Test
  void ids_are_unique_and_sorted() {
    List<String> ids = Rules.KNOWN.stream().map(it -> it.info().id()).toList();

    assertEquals(List.copyOf(new TreeSet<>(ids)), ids);
    ids.forEach(it -> assertTrue(it.matches("ML[0-9]{3}"), it));
  }

  @Test
  void retired_ids_are_never_given_again() {
    Rules.KNOWN.forEach(it -> assertFalse(Rules.RETIRED.contains(it.info().id()), it.name()));
  }

  @Test
  void the_hundreds_of_an_id_are_those_of_its_package() {
    Set<String> groups =
        Rules.KNOWN.stream()
            .map(it -> it.info().id().charAt(2) + " " + it.getClass().getPackageName())
            .collect(Collectors.toSet());

    assertEquals(
        groups.size(),
        Rules.KNOWN.stream().map(it -> it.getClass().getPackageName()).distinct().count());
  }

  @Test
  void names_are_unique_and_in_kebab_case() {
    var names = new HashSet<String>();
    for (Rule rule : Rules.KNOWN) {
      assertTrue(rule.name().matches("[a-z]+(-[a-z]+)*"), rule.name());
      assertTrue(names.add(rule.name()), rule.name());
    }
  }

  @Test
  void every_rule_on_the_class_path_is_listed() throws IOException {
    var found = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
        Class<?> type = load(file);
        if (Rule.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
          found.add(type.getName());
        }
      }
    }

    assertFalse(found.isEmpty(), "no rule found under " + CLASSES.toAbsolutePath());
    assertEquals(
        Rules.KNOWN.stream()
            .map(it -> it.getClass().getName())
            .collect(Collectors.toCollection(TreeSet::new)),
        found);
  }

  @Test
  void every_rule_is_made_in_a_test_of_its_package() throws IOException {
    for (Rule rule : Rules.ALL) {
      Class<?> type = rule.getClass();
      Path tests = TESTS.resolve(type.getPackageName().replace('.', '/'));
      String made = "new " + type.getSimpleName() + "(";
      assertTrue(sources(tests).stream().anyMatch(it -> it.contains(made)), rule.name());
    }
  }

  private static List<String> sources(Path folder) throws IOException {
    var sources = new ArrayList<String>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith("Test.java")).toList()) {
        sources.add(Files.readString(file));
      }
    }
    return sources;
  }

  @Test
  void every_rule_has_a_card_with_the_four_headings_in_order() {
    for (Rule rule : Rules.KNOWN) {
      RuleInfo card = rule.info();
      assertNotNull(card, rule.name());
      List<String> headings =
          card.docs().lines().filter(it -> it.startsWith("#")).map(String::strip).toList();
      assertEquals(HEADINGS, headings, rule.name());
      assertFalse(card.summary().isBlank(), rule.name());
      assertFalse(card.summary().endsWith("."), rule.name());
    }
  }

  @Test
  void settings_are_named_after_their_rule_or_the_damage_all_share() {
    for (Rule rule : Rules.KNOWN) {
      for (Setting setting : rule.settings()) {
        String owner = setting.name().substring(0, setting.name().indexOf('.'));
        assertTrue(
            owner.equals(rule.name()) || owner.equals("damage"), rule.name() + setting.name());
      }
    }
  }

  @Test
  void a_cause_never_explains_itself() {
    Rules.KNOWN.forEach(
        it -> assertFalse(explained(it.info()).contains(it.info().id()), it.name()));
  }

  private static Set<String> explained(RuleInfo card) {
    var ids = new HashSet<String>();
    for (Class<? extends Rule> symptom : card.explains()) {
      RuleInfo next = symptom.getAnnotation(RuleInfo.class);
      if (ids.add(next.id())) {
        ids.addAll(explained(next));
      }
    }
    return ids;
  }

  private static Class<?> load(Path file) {
    String path = CLASSES.relativize(file).toString();
    String name = path.substring(0, path.length() - ".class".length());
    try {
      return Class.forName(
          name.replace(file.getFileSystem().getSeparator(), "."),
          false,
          RulesTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
