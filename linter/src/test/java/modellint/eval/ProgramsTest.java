package modellint.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs whose values the compiler and the virtual machine at hand compute, and so does the
 * evaluator: line by line it knows the same, or says that it does not know. Lines where it does not
 * are marked, so that nothing becomes unknown unseen.
 */
class ProgramsTest {

  private static final List<String> PROGRAMS =
      List.of(
          "Integers",
          "Reals",
          "Letters",
          "Flow",
          "Collected",
          "Classes",
          "Called",
          "Doubtful",
          "Handed",
          "Taken");

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

  /** The library as a front end would describe it. */
  private record Described() implements Api {
    @Override
    public boolean has(String type) {
      return type.equals("lib.Net");
    }

    @Override
    public Optional<Value> result(Obj receiver, Call call) {
      return has(receiver.type()) ? Optional.of(receiver) : Optional.empty();
    }
  }

  @TempDir static Path classes;

  @BeforeAll
  static void compile() throws IOException {
    var command = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString()));
    Path library = classes.resolve("Net.java");
    Files.writeString(library, LIBRARY);
    command.add(library.toString());
    for (String name : PROGRAMS) {
      Path file = classes.resolve(name + ".java");
      Files.writeString(file, source(name));
      command.add(file.toString());
    }
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new)));
  }

  private static String source(String name) {
    String path = "programs/" + name + ".java";
    try (InputStream in = ProgramsTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> the_evaluator_knows_what_the_machine_computes() {
    return PROGRAMS.stream().map(it -> DynamicTest.dynamicTest(it, () -> compare(it)));
  }

  private static void compare(String name) throws Exception {
    Map<Integer, List<String>> computed = run(name);
    Map<Integer, List<String>> known = evaluate(name);
    assertTrue(computed.size() > 10, "lines that the program reaches");
    List<String> lines = source(name).lines().toList();
    var all = new TreeSet<>(computed.keySet());
    all.addAll(known.keySet());
    var wrong = new ArrayList<String>();
    for (int line : all) {
      String code = lines.get(line - 1).strip();
      List<String> right = computed.getOrDefault(line, List.of());
      List<String> told = known.getOrDefault(line, List.of());
      boolean open = told.stream().anyMatch(it -> it.equals("?"));
      boolean agrees = right.equals(told) || (open && agree(right, told));
      if (!agrees || open != (code.endsWith("// unknown") || code.contains("perhaps"))) {
        wrong.add(line + ": " + code + " computes " + right + ", is taken for " + told);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  /** Values that are not known may be any, and as many as there are. */
  private static boolean agree(List<String> right, List<String> told) {
    return told.stream().allMatch(it -> it.equals("?") || right.contains(it));
  }

  private static Map<Integer, List<String>> run(String name) throws Exception {
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
      var main = loader.loadClass(name).getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[] {"7"});
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
      return it.stream().map(ProgramsTest::shown).toList().toString();
    }
    if (value instanceof Object[] it) {
      return Arrays.stream(it).map(ProgramsTest::shown).toList().toString();
    }
    return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
  }

  private static Map<Integer, List<String>> evaluate(String name) throws Exception {
    SourceFile file = SourceReader.parse(name + ".java", source(name));
    Evaluator.Result result =
        SourceReader.onLargeStack(
            () ->
                new Evaluator(new Sources(List.of(file), it -> Optional.empty()), new Described())
                    .run(file, Set.of("take")));
    assertEquals(List.of(), result.stopped());
    List<Obj> nets = result.objects().stream().filter(it -> it.type().equals("lib.Net")).toList();
    assertEquals(1, nets.size(), "evaluations");
    var all = new TreeMap<Integer, List<String>>();
    for (Call call : nets.get(0).calls("take")) {
      all.computeIfAbsent(call.place().line(), it -> new ArrayList<>())
          .add(call.certain() ? shown(call.argument(0)) : "?");
    }
    return all;
  }

  private static String shown(Value value) {
    if (value instanceof Value.Whole it) {
      return switch (it.width()) {
            case BYTE -> "Byte ";
            case SHORT -> "Short ";
            case INT -> "Integer ";
            case LONG -> "Long ";
          }
          + it.value();
    }
    if (value instanceof Value.Real it) {
      return it.single() ? "Float " + (float) it.value() : "Double " + it.value();
    }
    if (value instanceof Value.Truth it) {
      return "Boolean " + it.value();
    }
    if (value instanceof Value.Text it) {
      return "String " + it.value();
    }
    if (value instanceof Value.Letter it) {
      return "Character " + it.value();
    }
    if (value instanceof Value.Elements it) {
      return it.values().stream().map(ProgramsTest::shown).toList().toString();
    }
    if (value instanceof Value.Constant it) {
      return it.name();
    }
    return value instanceof Value.Nothing ? "null" : "?";
  }
}
