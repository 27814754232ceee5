package modellint.bench;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import modellint.config.Config;
import modellint.engine.Linter;

/**
 * Linting a directory of Java sources against what {@code javac -proc:none -implicit:none} needs
 * for the same files. Both start cold, each in a virtual machine of its own: {@code lint DIR},
 * {@code javac DIR} (all that it does without a class path) and {@code parse DIR} (parsing alone)
 * print seconds of processor time and of the clock; {@code race DIR} runs the three in turn.
 */
final class JavacRace {

  private JavacRace() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String what = arguments[0];
    Path directory = Path.of(arguments[1]);
    if (what.equals("race")) {
      double lint = child("lint", directory);
      double javac = child("javac", directory);
      double parse = child("parse", directory);
      System.out.printf(
          Locale.ROOT, "lint / javac %.2f, lint / parse %.2f%n", lint / javac, lint / parse);
      return;
    }
    long start = System.nanoTime();
    switch (what) {
      case "lint" -> new Linter(Config.DEFAULT).lint(List.of(directory.toString()));
      case "javac" -> task(directory).call();
      case "parse" -> task(directory).parse();
      default -> throw new IllegalArgumentException("lint, javac, parse or race, not " + what);
    }
    double clock = (System.nanoTime() - start) / 1e9;
    System.out.printf(Locale.ROOT, "%.2f %.2f%n", processor(), clock);
  }

  private static JavacTask task(Path directory) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    try (Stream<Path> all = Files.walk(directory)) {
      List<Path> sources = all.filter(it -> it.toString().endsWith(".java")).sorted().toList();
      List<String> options = List.of("-proc:none", "-implicit:none", "-d", temporary());
      return (JavacTask)
          compiler.getTask(
              Writer.nullWriter(),
              files,
              null,
              options,
              null,
              files.getJavaFileObjectsFromPaths(sources));
    }
  }

  private static String temporary() throws IOException {
    return Files.createTempDirectory("javac-race").toString();
  }

  /** Seconds of processor time of the whole process, compiler threads included. */
  private static double processor() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean it
        ? it.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  private static double child(String what, Path directory)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                JavacRace.class.getName(),
                what,
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    System.out.println(what + ": processor and clock seconds " + printed.strip());
    return Double.parseDouble(printed.strip().split(" ")[0]);
  }
}
