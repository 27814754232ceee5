package modellint.eval;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;

/** The compiler and the virtual machine at hand: what a program really computes. */
record Machine(Path classes) {

  /** What a program calls with each of its values. */
  private static final String LIBRARY =
      """
      package lib;

      import java.util.ArrayList;
      import java.util.List;

      public class Net {
        public static final List<Object> VALUES = new ArrayList<>();
        public static final List<Integer> LINES = new ArrayList<>();

        public void take(Object value) {
          VALUES.add(value);
          LINES.add(
              StackWalker.getInstance()
                  .walk(all -> all.skip(1).findFirst().orElseThrow().getLineNumber()));
        }
      }
      """;

  /** Compiles {@code sources}, by the names of their classes. */
  static Machine of(Path classes, Map<String, String> sources) throws IOException {
    var command = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString()));
    var files = new TreeMap<>(sources);
    files.put("Net", LIBRARY);
    for (Map.Entry<String, String> it : files.entrySet()) {
      Path file = classes.resolve(it.getKey() + ".java");
      Files.writeString(file, it.getValue());
      command.add(file.toString());
    }
    int failed =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new));
    if (failed != 0) {
      throw new AssertionError("the programs do not compile");
    }
    return new Machine(classes);
  }

  /** What {@code main} takes with {@code arguments}, by line. */
  Map<Integer, List<String>> run(String name, String... arguments) throws Exception {
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
      var main = loader.loadClass(name).getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) arguments);
      Class<?> library = loader.loadClass("lib.Net");
      var values = (List<?>) library.getField("VALUES").get(null);
      var lines = (List<?>) library.getField("LINES").get(null);
      var all = new TreeMap<Integer, List<String>>();
      for (int i = 0; i < values.size(); i++) {
        all.computeIfAbsent((Integer) lines.get(i), it -> new ArrayList<>())
            .add(shown(values.get(i)));
      }
      return all;
    }
  }

  private static String shown(Object value) {
    if (value instanceof List<?> it) {
      return it.stream().map(Machine::shown).toList().toString();
    }
    if (value instanceof Object[] it) {
      return Arrays.stream(it).map(Machine::shown).toList().toString();
    }
    return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
  }
}
