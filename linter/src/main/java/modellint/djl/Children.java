package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Function;
import modellint.eval.Obj;
import modellint.eval.Value;

/** The child blocks of a block, named as the library names them: {@code 02Linear}. */
final class Children {

  /** A child by the name its parameters' names begin with. */
  record Child(String name, Value block) {}

  private Children() {}

  static List<Child> of(Obj block) {
    var blocks = new ArrayList<Child>();
    if (DjlApi.kind(block).equals(DjlApi.PARALLEL) && block.origin().arguments().size() > 1) {
      addAll(blocks, block.origin().arguments().subList(1, 2));
    }
    for (Call call : block.calls()) {
      switch (call.method()) {
        case "add" -> add(blocks, call, DjlApi.block(call.argument(0), false, call.place()));
        case "addSingleton" ->
            add(blocks, call, DjlApi.block(call.argument(0), true, call.place()));
        case "addAll" -> {
          certain(call);
          addAll(blocks, call.arguments());
        }
        case "removeLastBlock" -> {
          certain(call);
          removeLast(blocks);
        }
        case "replaceLastBlock" -> {
          removeLast(blocks);
          add(blocks, call, call.argument(0));
        }
        case "addChildBlock", "addChildBlockSingleton" -> {
          certain(call);
          String name = call.argument(0).text().orElse("");
          boolean singleton = call.method().endsWith("Singleton");
          Value child = DjlApi.block(call.argument(1), singleton, call.place());
          blocks.add(new Child(numbered(blocks.size() + 1, name), child));
        }
        default -> {}
      }
    }
    return blocks;
  }

  private static void removeLast(List<Child> blocks) {
    if (!blocks.isEmpty()) {
      blocks.remove(blocks.size() - 1);
    }
  }

  private static void add(List<Child> blocks, Call call, Value block) {
    certain(call);
    if (!(block instanceof Value.Nothing)) {
      blocks.add(new Child(numbered(blocks.size() + 1, simpleName(block)), block));
    }
  }

  private static void addAll(List<Child> blocks, List<Value> arguments) {
    for (Value value : Sizes.spread(arguments)) {
      Value block = value instanceof Function it ? DjlApi.block(value, false, it.place()) : value;
      if (!(block instanceof Value.Nothing)) {
        blocks.add(new Child(numbered(blocks.size() + 1, simpleName(block)), block));
      }
    }
  }

  private static void certain(Call call) {
    if (!call.certain()) {
      throw new Undetermined(
          "whether the block of "
              + call.place().file().substring(call.place().file().lastIndexOf('/') + 1)
              + ", line "
              + call.place().line()
              + ", is added is not known");
    }
  }

  private static String numbered(int number, String name) {
    return String.format(Locale.ROOT, "%02d%s", number, name);
  }

  private static String simpleName(Value block) {
    return block instanceof Obj it && !it.type().isEmpty()
        ? it.type().substring(it.type().lastIndexOf('.') + 1)
        : "Block";
  }

  /** What {@code getChildren()} gives: a {@code PairList} of names and blocks. */
  static Value.Elements pairs(Obj block) {
    return Value.Elements.of(
        of(block).stream()
            .<Value>map(it -> new Value.Entry(new Value.Text(it.name()), it.block()))
            .toList());
  }

  /** What a {@code PairList} has beside the methods of lists; empty for any other list. */
  static Optional<Value> ofPairs(Value.Elements list, String method, List<Value> arguments) {
    if (list.values().isEmpty()
        || !list.values().stream().allMatch(Value.Entry.class::isInstance)) {
      return Optional.empty();
    }
    List<Value.Entry> pairs = list.values().stream().map(Value.Entry.class::cast).toList();
    Optional<Value.Entry> at =
        arguments.isEmpty()
            ? Optional.empty()
            : arguments
                .get(0)
                .whole()
                .filter(it -> it >= 0 && it < pairs.size())
                .map(it -> pairs.get(it.intValue()));
    return switch (method) {
      case "values" ->
          Optional.of(Value.Elements.of(pairs.stream().map(Value.Entry::value).toList()));
      case "keys" -> Optional.of(Value.Elements.of(pairs.stream().map(Value.Entry::key).toList()));
      case "valueAt" -> at.map(Value.Entry::value);
      case "keyAt" -> at.map(Value.Entry::key);
      case "get" ->
          arguments.stream()
              .filter(name -> name.text().isPresent())
              .flatMap(name -> pairs.stream().filter(it -> it.key().equals(name)))
              .map(Value.Entry::value)
              .findFirst();
      default -> Optional.empty();
    };
  }
}
