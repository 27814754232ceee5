package modellint.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Sources compiled in memory against the test's own class path, and ready to run. */
public final class Compiled extends ClassLoader {

  private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

  /**
   * @param sources texts by the name of the class in them
   */
  public Compiled(Map<String, String> sources) {
    super(Compiled.class.getClassLoader());
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new ArrayList<String>();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(new Text(name, text)));
    try (var manager = new InMemory(compiler.getStandardFileManager(null, null, null))) {
      compiler
          .getTask(
              null,
              manager,
              it -> problems.add(it.toString()),
              List.of("-nowarn", "-proc:none", "-XDuseUnsharedTable", "-Xlint:none"),
              null,
              files)
          .call();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    problems.removeIf(it -> !it.contains("error:"));
    if (!problems.isEmpty()) {
      throw new AssertionError(String.join("\n", problems));
    }
  }

  /** What {@code definition()} of the class {@code name} gives; throws what it throws. */
  public Object run(String name) throws Throwable {
    Class<?> type = loadClass(name);
    Method method = type.getDeclaredMethod("definition");
    method.setAccessible(true);
    Optional<Object> on = Optional.empty();
    if (!Modifier.isStatic(method.getModifiers())) {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      on = Optional.of(constructor.newInstance());
    }
    try {
      return method.invoke(on.orElse(type));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ByteArrayOutputStream bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes.toByteArray(), 0, bytes.size());
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    InMemory(JavaFileManager manager) {
      super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      var bytes = new ByteArrayOutputStream();
      classes.put(name, bytes);
      return new SimpleJavaFileObject(URI.create("bytes:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
