package modellint.tensorflow;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Definition;
import modellint.definition.Unreadable;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Training;

/**
 * One graph: drawn backwards from what the loss reads, or where nothing is minimised from the last
 * operation that variables have a part in.
 */
final class DefinitionReader {

  private final Obj root;
  private final List<Obj> operations;
  private final List<Obj> objects;
  private final Dependence dependence = new Dependence();

  DefinitionReader(Obj root, List<Obj> objects) {
    this.root = root;
    this.objects = objects;
    this.operations =
        objects.stream()
            .filter(it -> Operation.of(it).isPresent())
            .filter(it -> Operation.root(it) == root)
            .toList();
  }

  /**
   * Variables alone make no network: data must be fed to the graph, or something be minimised. A
   * graph without either counts, saves or tests something.
   */
  boolean isNetwork() {
    return operations.stream().anyMatch(dependence::onPlaceholders)
        || losses().findAny().isPresent();
  }

  Definition read() throws Unreadable {
    Optional<Obj> loss = losses().reduce((a, b) -> b).or(this::named);
    var reader = new LossReader(dependence, true);
    Optional<LossReader.Found> found = loss.flatMap(reader::find);
    Obj output =
        found
            .map(LossReader.Found::prediction)
            .or(() -> loss.filter(dependence::onVariables))
            .or(this::last)
            .orElseThrow(() -> new Unreadable(unread()));
    Training training =
        TrainingReader.read(loss.flatMap(this::optimizer), found, reader.penalties(), operations);
    var drawing = new Drawing(root.origin().place(), dependence, operations);
    return drawing.definition(output, training);
  }

  /** Why no operation is known to compute with the variables and the data. */
  private String unread() {
    return operations.stream()
        .filter(dependence::onVariables)
        .flatMap(it -> Operation.of(it).orElseThrow().arguments().stream())
        .flatMap(it -> it.why().stream())
        .findFirst()
        .map(it -> "an operand of a layer is not known: " + it)
        .orElse("no operation computes with both the graph's variables and its data");
  }

  /** What some optimizer is told to minimise, known or not. */
  private java.util.stream.Stream<Obj> losses() {
    Set<Obj> mine = Collections.newSetFromMap(new IdentityHashMap<>());
    mine.addAll(operations);
    return calls().map(it -> it.getValue().argument(0)).filter(mine::contains).map(it -> (Obj) it);
  }

  private java.util.stream.Stream<Map.Entry<Obj, Call>> calls() {
    return objects.stream()
        .flatMap(it -> it.calls().stream().map(call -> Map.entry(it, call)))
        .filter(it -> it.getValue().method().matches("minimize|computeGradients"));
  }

  /** Where what minimises is not known: the last operation that is a loss by its name. */
  private Optional<Obj> named() {
    return operations.stream()
        .filter(it -> new LossReader(dependence, false).find(it).isPresent())
        .reduce((a, b) -> b);
  }

  /** The one optimizer that minimises {@code loss}. */
  private Optional<Obj> optimizer(Obj loss) {
    List<Obj> all =
        calls()
            .filter(it -> it.getValue().arguments().contains((Value) loss))
            .map(Map.Entry::getKey)
            .filter(it -> it.type().startsWith(TensorFlowApi.FRAMEWORK + "optimizers."))
            .distinct()
            .toList();
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  private Optional<Obj> last() {
    return operations.stream()
        .filter(it -> !Operation.of(it).orElseThrow().is("variable"))
        .filter(dependence::onVariables)
        .filter(dependence::onPlaceholders)
        .reduce((a, b) -> b);
  }
}
