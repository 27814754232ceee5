package modellint.eval;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The classes whose source can be read: those of the files given, and those that {@code more} finds
 * by qualified name when they are first asked for.
 */
public final class Sources {

  private final Map<String, ClassSource> classes = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Function<String, Optional<SourceFile>> more;

  public Sources(List<SourceFile> files, Function<String, Optional<SourceFile>> more) {
    this.more = more;
    files.forEach(this::add);
  }

  private void add(SourceFile file) {
    file.classes().forEach(it -> classes.putIfAbsent(it.name(), it));
  }

  /** The class of this qualified name, nested ones with a dot. */
  public Optional<ClassSource> find(String name) {
    ClassSource known = classes.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    for (String top = name; top.contains("."); top = top.substring(0, top.lastIndexOf('.'))) {
      String simple = top.substring(top.lastIndexOf('.') + 1);
      if (Character.isUpperCase(simple.charAt(0)) && asked.add(top)) {
        more.apply(top).ifPresent(this::add);
      }
    }
    return Optional.ofNullable(classes.get(name));
  }
}
