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
  private final Map<String, Long> given;

  public Sources(List<SourceFile> files, Function<String, Optional<SourceFile>> more) {
    this(files, more, Map.of());
  }

  /**
   * @param given whole numbers for what the sources leave open, by the name of the field, parameter
   *     or variable
   */
  public Sources(
      List<SourceFile> files,
      Function<String, Optional<SourceFile>> more,
      Map<String, Long> given) {
    this.more = more;
    this.given = Map.copyOf(given);
    files.forEach(this::add);
  }

  /** {@code value}, or the number given for it where it is not known. */
  Value given(Value value) {
    Long number = value instanceof Value.Unknown it ? given.get(it.name()) : null;
    return number == null ? value : new Value.Whole(number);
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
    String top = name;
    while (!top.isEmpty()) {
      int dot = top.lastIndexOf('.');
      if (Character.isUpperCase(top.charAt(dot + 1)) && asked.add(top)) {
        more.apply(top).ifPresent(this::add);
      }
      top = top.substring(0, Math.max(0, dot));
    }
    return Optional.ofNullable(classes.get(name));
  }
}
