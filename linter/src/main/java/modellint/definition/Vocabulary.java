package modellint.definition;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;

/**
 * A small library as the evaluator must know it: its classes, those whose methods give the object
 * itself, and the builders.
 *
 * @param classes qualified names
 * @param fluent qualified names of classes whose methods give the object they are called on
 */
public record Vocabulary(Set<String> classes, Set<String> fluent) implements Api {

  public Vocabulary {
    classes = Set.copyOf(classes);
    fluent = Set.copyOf(fluent);
  }

  /** Simple names, separated by blanks, by package. */
  public static Set<String> classes(Map<String, String> byPackage) {
    return byPackage.entrySet().stream()
        .flatMap(it -> Stream.of(it.getValue().split(" ")).map(name -> it.getKey() + "." + name))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean has(String type) {
    for (String at = type; at.contains("."); at = at.substring(0, at.lastIndexOf('.'))) {
      if (classes.contains(at)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    boolean gives =
        fluent.contains(receiver.type())
            || (receiver.type().endsWith(".Builder") && has(receiver.type()));
    return gives && !call.method().matches("build|get[A-Z].*")
        ? Optional.of(receiver)
        : Optional.empty();
  }

  @Override
  public String resultType(String receiver, String method) {
    return method.equals("build") && receiver.endsWith(".Builder")
        ? receiver.substring(0, receiver.length() - ".Builder".length())
        : "";
  }

  @Override
  public String staticResultType(String type, String method) {
    return method.equals("builder") && has(type) ? type + ".Builder" : "";
  }
}
