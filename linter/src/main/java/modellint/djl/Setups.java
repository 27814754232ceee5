package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;

/** Finds what a block is initialised and trained with: its trainer, input shapes, configuration. */
final class Setups {

  /**
   * @param shapes the shapes that the block is initialised with; empty where none is stated
   * @param config the {@code DefaultTrainingConfig}
   * @param own true where the block's own trainer has it, and takes a step
   * @param idle true where the block's own trainers are seen to evaluate, and cannot take a step
   * @param engine the engine that the program itself names; empty where it names none or several
   */
  record Setup(
      List<Value> shapes, Optional<Obj> config, boolean own, boolean idle, String engine) {}

  private static final Set<String> INITIALIZERS = Set.of("initialize", "beforeInitialize");

  private static final String EASY = "ai.djl.training.EasyTrain";
  private static final Set<String> EVALUATION = Set.of("evaluateDataset", "validateBatch");

  private final List<Obj> objects;

  Setups(List<Obj> objects) {
    this.objects = objects;
  }

  Setup of(Obj block) {
    List<Value> shapes =
        block.calls().stream()
            .filter(it -> INITIALIZERS.contains(it.method()))
            .map(it -> shapes(it.arguments()))
            .filter(it -> !it.isEmpty())
            .findFirst()
            .orElse(List.of());
    Optional<Obj> config = Optional.empty();
    List<Obj> trainers = trainers(block);
    for (Obj trainer : trainers) {
      for (Call call : trainer.calls("initialize")) {
        shapes = shapes.isEmpty() ? shapes(call.arguments()) : shapes;
      }
      Value given =
          trainer.origin().arguments().isEmpty()
              ? new Value.Nothing()
              : trainer.origin().arguments().get(0);
      if (config.isEmpty() && given instanceof Obj it && isConfig(it)) {
        config = Optional.of(it);
      }
    }
    List<Obj> all = objects.stream().filter(Setups::isConfig).toList();
    boolean only = all.stream().map(it -> it.origin().place()).distinct().count() == 1;
    return new Setup(
        shapes,
        config.or(() -> only ? Optional.of(all.get(0)) : Optional.empty()),
        config.isPresent() && trainers.stream().anyMatch(this::trains),
        !trainers.isEmpty() && trainers.stream().allMatch(this::evaluatesAlone),
        engine());
  }

  /** {@code Engine.getEngine("PyTorch")} and {@code Model.newInstance(name, "PyTorch")}. */
  private String engine() {
    List<String> named =
        objects.stream()
            .flatMap(it -> it.origin() instanceof Origin.Static made ? engine(made) : Stream.of())
            .distinct()
            .toList();
    return named.size() == 1 ? named.get(0) : "";
  }

  private static Stream<String> engine(Origin.Static made) {
    int at = made.type().equals("ai.djl.engine.Engine") ? 0 : 1;
    return (at == 0 || made.type().equals(DjlApi.MODEL)) && made.arguments().size() > at
        ? Stream.of(made.arguments().get(at).text().orElse(""))
        : Stream.of();
  }

  /** By its own steps, or those of {@code EasyTrain.fit}. */
  private boolean trains(Obj trainer) {
    return !trainer.calls("step").isEmpty()
        || objects.stream()
            .anyMatch(it -> it.origin() instanceof Origin.Static made && trains(made, trainer));
  }

  private static boolean trains(Origin.Static made, Obj trainer) {
    return made.type().equals(EASY)
        && made.arguments().contains(trainer)
        && !EVALUATION.contains(made.method());
  }

  /** It is only asked how good the block is, and nothing else gets hold of it. */
  private boolean evaluatesAlone(Obj trainer) {
    boolean asked =
        !trainer.calls("evaluate").isEmpty() || objects.stream().anyMatch(it -> asks(it, trainer));
    return asked
        && trainer.calls("step").isEmpty()
        && !trainer.isHandedOn()
        && objects.stream().noneMatch(it -> !asks(it, trainer) && holds(it, trainer));
  }

  private static boolean asks(Obj result, Obj trainer) {
    return result.origin() instanceof Origin.Static made
        && made.type().equals(EASY)
        && EVALUATION.contains(made.method())
        && made.arguments().contains(trainer);
  }

  private static boolean holds(Obj object, Obj trainer) {
    return object.origin().arguments().contains(trainer)
        || object.held().contains(trainer)
        || object.calls().stream().anyMatch(it -> it.arguments().contains(trainer));
  }

  private static boolean isConfig(Obj object) {
    return DjlApi.kind(object).equals(DjlApi.CONFIG);
  }

  private static List<Value> shapes(List<Value> arguments) {
    return Sizes.spread(arguments).stream().filter(it -> Sizes.shape(it).isPresent()).toList();
  }

  /** Trainers of the models that were given {@code block}. */
  private List<Obj> trainers(Obj block) {
    var trainers = new ArrayList<Obj>();
    for (Obj object : objects) {
      if (object.origin() instanceof Origin.Result made
          && made.method().equals("newTrainer")
          && made.receiver().calls("setBlock").stream().anyMatch(it -> it.argument(0) == block)) {
        trainers.add(object);
      }
    }
    return trainers;
  }
}
