package modellint.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a library as the nearest Maven or Gradle build file above a source states it. */
final class BuildFile {

  private static final int MOST_LEVELS = 16;
  private static final int LARGEST = 1_000_000;
  private static final List<String> NAMES =
      List.of("pom.xml", "build.gradle", "build.gradle.kts", "gradle.properties");

  private BuildFile() {}

  /** The version of {@code group}'s artefacts; empty where no build file says it. */
  static String version(Path source, String group) {
    Optional<Path> at = Optional.ofNullable(source.toAbsolutePath().normalize().getParent());
    var texts = new StringBuilder();
    for (int level = 0; level < MOST_LEVELS && at.isPresent(); level++) {
      for (String name : NAMES) {
        texts.append(read(at.get().resolve(name))).append('\n');
      }
      Optional<String> version = version(texts.toString(), group);
      if (version.isPresent()) {
        return version.get();
      }
      at = Optional.ofNullable(at.get().getParent());
    }
    return "";
  }

  private static String read(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) < LARGEST
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  static Optional<String> version(String text, String group) {
    Matcher maven =
        Pattern.compile(
                "<groupId>\\s*"
                    + Pattern.quote(group)
                    + "\\s*</groupId>[^<]*<artifactId>[^<]*</artifactId>[^<]*<version>([^<]+)<")
            .matcher(text);
    Matcher gradle =
        Pattern.compile(Pattern.quote(group) + ":[\\w.-]+:([^'\"\\s)]+)").matcher(text);
    Optional<String> stated =
        maven.find()
            ? Optional.of(maven.group(1).trim())
            : gradle.find() ? Optional.of(gradle.group(1).trim()) : Optional.empty();
    return stated.flatMap(it -> resolved(it, text)).filter(it -> it.matches("\\d[\\w.-]*"));
  }

  /** A property's value, where the version is one. */
  private static Optional<String> resolved(String version, String text) {
    if (!version.startsWith("$")) {
      return Optional.of(version);
    }
    String name = version.replaceAll("[${}]", "");
    Matcher property =
        Pattern.compile(
                "<"
                    + Pattern.quote(name)
                    + ">([^<]+)<|"
                    + Pattern.quote(name)
                    + "\\s*=\\s*['\"]?([\\w.-]+)")
            .matcher(text);
    return property.find()
        ? Optional.of((property.group(1) == null ? property.group(2) : property.group(1)).trim())
        : Optional.empty();
  }
}
