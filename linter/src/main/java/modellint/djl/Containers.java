package modellint.djl;

import java.util.List;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Program;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/** What the library refuses of blocks that hold others. */
final class Containers {

  private Containers() {}

  /** A container of the library's own without parameters: what a name says is not among them. */
  static void initialised(Obj block, Call call, Refusals refusals) {
    boolean bare = isContainer(block) && call.method().equals("setInitializer") && call.certain();
    if (bare && call.argument(1).text().isPresent()) {
      String name = call.argument(1).text().get();
      refusals.add(Fault.MISSING_PARAMETER, name, call.place(), 0, 1);
    }
  }

  private static boolean isContainer(Obj block) {
    return block.type().equals(DjlApi.SEQUENTIAL) || block.type().equals(DjlApi.PARALLEL);
  }

  /** An empty container says nothing of the shape that it gives. */
  static void empty(Value child, Refusals refusals) {
    if (child instanceof Obj it && isContainer(it) && Children.of(it).isEmpty()) {
      String name = it.type().substring(it.type().lastIndexOf('.') + 1);
      refusals.add(Fault.EMPTY_BLOCK, name, it.origin().place(), 0, 1);
      throw new Refused();
    }
  }

  /** A block of the program's own must initialise its children itself. */
  static void bare(Obj block, Program program, Refusals refusals) {
    String kind = DjlApi.kind(block);
    boolean own = kind.equals(DjlApi.NN + "AbstractBlock");
    List<Call> children = block.calls("addChildBlock").stream().filter(Call::certain).toList();
    if (own
        && !children.isEmpty()
        && !program.declares(block.type(), "initializeChildBlocks")
        && !program.declares(block.type(), "initialize")) {
      String name = block.type().substring(block.type().lastIndexOf('.') + 1);
      refusals.add(Fault.BARE_CHILDREN, name, Roots.site(block), children.size(), 0);
    }
  }
}
