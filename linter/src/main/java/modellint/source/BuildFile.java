package modellint.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The version of a library as the nearest Maven or Gradle build file above a source states it, a
 * parent's dependency management and a version catalogue among them.
 */
final class BuildFile {

  private static final int MOST_LEVELS = 16;
  private static final int LARGEST = 1_000_000;
  private static final int MOST_STEPS = 5;
  private static final List<String> NAMES =
      List.of(
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "gradle.properties",
          "gradle/libs.versions.toml",
          "settings.gradle",
          "settings.gradle.kts");

  private static final Pattern COMMENT =
      Pattern.compile(
          "<!--.*?-->|^\\s*/\\*.*?\\*/|^\\s*(//|#).*?$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern VERSION = Pattern.compile("<version>\\s*([^<]+?)\\s*</version>");

  private BuildFile() {}

  /** Whether a build file stands in {@code folder} itself. */
  static boolean isIn(Path folder) {
    return NAMES.stream().map(folder::resolve).anyMatch(Files::isRegularFile);
  }

  /** The version of {@code group}'s artefacts; empty where no build file says it. */
  static String version(Path source, String group) {
    Optional<Path> at = Optional.ofNullable(source.toAbsolutePath().normalize().getParent());
    var texts = new StringBuilder();
    for (int level = 0; level < MOST_LEVELS && at.isPresent(); level++) {
      int before = texts.length();
      for (String name : NAMES) {
        texts.append(read(at.get().resolve(name)));
      }
      if (texts.length() > before) {
        Optional<String> version = version(texts.toString(), group);
        if (version.isPresent()) {
          return version.get();
        }
      }
      at = Optional.ofNullable(at.get().getParent());
    }
    return "";
  }

  private static String read(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) < LARGEST
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) + '\n'
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  static Optional<String> version(String text, String group) {
    if (!text.contains(group)) {
      return Optional.empty();
    }
    String bare = COMMENT.matcher(text).replaceAll("");
    return maven(bare, group).or(() -> gradle(bare, group));
  }

  private static Optional<String> maven(String text, String group) {
    Pattern ours =
        Pattern.compile("<groupId>\\s*" + Pattern.quote(group) + "(\\.[\\w.]+)?\\s*</groupId>");
    return DEPENDENCY
        .matcher(text)
        .results()
        .map(it -> it.group(1))
        .filter(it -> ours.matcher(it).find())
        .flatMap(it -> VERSION.matcher(it).results().map(found -> found.group(1)))
        .flatMap(it -> resolved(it, text, 0).stream())
        .findFirst();
  }

  /** One string of three parts, or a name and a version side by side, quoted or not. */
  private static Optional<String> gradle(String text, String group) {
    String name = "['\"]" + Pattern.quote(group);
    Pattern string = Pattern.compile(name + ":[\\w.-]+:([^'\"\\s)@]+)");
    Pattern apart =
        Pattern.compile(
            name
                + "(?::[\\w.-]+)?['\"][^}\\n]*?version(\\.ref)?\\s*[:=]\\s*"
                + "(['\"]?)([\\w.$\\-{}]+)");
    return string
        .matcher(text)
        .results()
        .flatMap(it -> resolved(it.group(1), text, 0).stream())
        .findFirst()
        .or(
            () ->
                apart
                    .matcher(text)
                    .results()
                    .map(
                        it ->
                            it.group(1) == null && !it.group(2).isEmpty()
                                ? it.group(3)
                                : "$" + it.group(3))
                    .flatMap(it -> resolved(it, text, 0).stream())
                    .findFirst());
  }

  /** A property's value, where the version is one, which may be one itself. */
  private static Optional<String> resolved(String version, String text, int steps) {
    if (!version.startsWith("$")) {
      return Optional.of(version).filter(it -> it.matches("\\d[\\w.-]*"));
    }
    String name = version.replaceAll("[${}]|\\.get\\(?$", "");
    if (name.isEmpty() || name.startsWith("project.") || steps > MOST_STEPS) {
      return Optional.empty();
    }
    String last = name.substring(name.lastIndexOf('.') + 1);
    Stream<String> byLast = last.equals("version") ? Stream.empty() : properties(last, text);
    return Stream.concat(properties(name, text), byLast)
        .flatMap(it -> resolved(it, text, steps + 1).stream())
        .findFirst();
  }

  /** What {@code name} is set to: an element, an assignment, an entry of a map or a call. */
  private static Stream<String> properties(String name, String text) {
    String quoted = Pattern.quote(name);
    return Pattern.compile(
            "<"
                + quoted
                + ">\\s*([^<]+?)\\s*<|(?<![\\w.$])(?:[\\w.]+\\.)?"
                + quoted
                + "['\"]?\\]?\\s*(?::\\s*String\\s*)?(?:by\\s+extra\\s*\\(|[=:,])\\s*['\"]?"
                + "([\\w.$\\-{}]+)")
        .matcher(text)
        .results()
        .map(it -> it.group(1) == null ? it.group(2) : it.group(1));
  }
}
