import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.tools.ToolProvider;

/**
 * Runs each program of a list with its library and writes down whether the library threw: {@code
 * ok:} or {@code thrown:} before the program. What was thrown goes to the standard error.
 */
class Run {

  private static final int SECONDS = 60;

  private static ExecutorService runner = Executors.newSingleThreadExecutor();

  public static void main(String[] lists) throws Exception {
    for (String list : lists) {
      record(Path.of(list));
    }
    System.exit(0);
  }

  private static void record(Path list) throws Exception {
    List<String> lines = Files.readAllLines(list);
    int begin = lines.indexOf("---") + 1;
    Class<?> programs = compiled(lines, begin);
    for (int i = begin; i < lines.size(); i++) {
      String line = lines.get(i);
      String thrown = thrown(programs, i);
      System.err.println(list.getFileName() + ":" + (i + 1) + " " + thrown);
      String word = thrown.isEmpty() ? "ok" : "thrown";
      lines.set(i, line.replaceFirst("^(\\w+: )?", word + ": "));
    }
    Files.write(list, lines);
  }

  /** The head of the list, then a method for each line. */
  private static Class<?> compiled(List<String> lines, int begin) throws Exception {
    Path folder = Files.createTempDirectory("refused");
    var text = new StringBuilder();
    text.append(String.join("\n", lines.subList(0, begin - 1))).append("\nclass Programs {\n");
    for (int i = begin; i < lines.size(); i++) {
      String body = lines.get(i).replaceFirst("^\\w+: ", "").replaceFirst(" =>.*", "");
      text.append("static void run" + i + "() throws Throwable { " + body + " }\n");
    }
    Path source = folder.resolve("Programs.java");
    Files.writeString(source, text.append("}\n"));
    String path = System.getProperty("java.class.path");
    String[] options = {"-nowarn", "-cp", path, "-d", folder.toString(), source.toString()};
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, options) != 0) {
      throw new IOException("the programs do not compile");
    }
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}).loadClass("Programs");
  }

  /** Empty where nothing was. */
  private static String thrown(Class<?> programs, int number) throws Exception {
    Future<String> result =
        runner.submit(
            () -> {
              var method = programs.getDeclaredMethod("run" + number);
              method.setAccessible(true);
              try {
                method.invoke(null);
                return "";
              } catch (java.lang.reflect.InvocationTargetException e) {
                return e.getCause().toString().lines().findFirst().orElse("");
              }
            });
    try {
      return result.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      runner.shutdownNow();
      runner = Executors.newSingleThreadExecutor();
      return e.toString();
    }
  }
}
