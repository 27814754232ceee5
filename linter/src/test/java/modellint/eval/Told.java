package modellint.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the evaluator tells of a program, value by value; {@code ?} is what it does not know. */
final class Told {

  private Told() {}

  /** The library of the programs as a front end would describe it. */
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

  /** The values that {@code main} takes, by line. */
  static Map<Integer, List<String>> of(String name, String source) throws Exception {
    SourceFile file = SourceReader.parse(name + ".java", source);
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

  /** Whether {@code told} is true of what a run computed, and says no more than it knows. */
  static boolean isTrue(List<String> told, List<String> computed) {
    // Values that are not known may be any, and as many as there are.
    return computed.equals(told)
        || (told.contains("?")
            && told.stream().allMatch(it -> it.equals("?") || computed.contains(it)));
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
      return it.values().stream().map(Told::shown).toList().toString();
    }
    if (value instanceof Value.Constant it) {
      return it.name();
    }
    return value instanceof Value.Nothing ? "null" : "?";
  }
}
