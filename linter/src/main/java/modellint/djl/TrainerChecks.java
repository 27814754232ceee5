package modellint.djl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.Refusal.Fault;

/** What optimisers and losses throw at when they are built, or at their first step. */
final class TrainerChecks {

  private static final String OPTIMIZER = "ai.djl.training.optimizer.";
  private static final String LOSS = "ai.djl.training.loss.";

  private static final Set<String> SINGLE =
      Set.of(
          "HingeLoss",
          "L1Loss",
          "L2Loss",
          "QuantileL1Loss",
          "SigmoidBinaryCrossEntropyLoss",
          "SoftmaxCrossEntropyLoss");

  private TrainerChecks() {}

  /**
   * @param outputs what the block gives; none where that is not known to be what the loss reads
   */
  static void of(Obj config, List<Tensor> outputs, Refusals refusals) {
    Settings settings = Settings.of(config);
    settings
        .value("optOptimizer")
        .flatMap(it -> it instanceof Obj made ? Optional.of(made) : Optional.empty())
        .filter(it -> it.type().startsWith(OPTIMIZER))
        .ifPresent(it -> optimizer(Settings.of(it), refusals));
    List<Value> made = settings.arguments();
    if (made.size() == 1 && made.get(0) instanceof Value.Nothing) {
      refusals.add(Fault.NO_LOSS, "", settings.place(), 0, 1);
    }
    if (!outputs.isEmpty() && made.size() == 1 && made.get(0) instanceof Obj it) {
      loss(it, outputs, refusals);
    }
  }

  private static void optimizer(Settings it, Refusals refusals) {
    Place.Line place = it.place();
    boolean plain = it.type().equals("Sgd") || it.type().equals("Nag");
    boolean untracked = it.last("setLearningRateTracker", "optLearningRateTracker").isEmpty();
    if (it.built() && plain && untracked) {
      String what = it.type() + " without a tracker of its learning rate";
      refusals.add(Fault.NO_TRACKER, what, place, 0, 1);
    }
    boolean still =
        it.last("setMomentum").isEmpty() || it.real("setMomentum").filter(m -> m == 0).isPresent();
    if (it.built() && it.type().equals("Nag") && still) {
      refusals.add(Fault.UNSET_NUMBER, "the momentum of Nag", place, 0, 0);
    }
    it.value("setLearningRateTracker", "optLearningRateTracker")
        .ifPresent(tracker -> TrackerChecks.of(tracker, refusals));
  }

  private static void loss(Obj loss, List<Tensor> outputs, Refusals refusals) {
    String name = name(loss);
    List<Value> arguments = loss.origin().arguments();
    Place.Line place = loss.origin().place();
    int count = outputs.size();
    if (SINGLE.contains(name) && count > 1) {
      refusals.add(Fault.MANY_OUTPUTS, name, place, count, 1);
    }
    if (name.startsWith("TabNet") && count < 2) {
      refusals.add(Fault.FEW_OUTPUTS, name, place, 1, count - 1.0);
    }
    if (name.equals("SoftmaxCrossEntropyLoss") && count == 1) {
      classes(arguments, outputs.get(0), place, refusals);
    }
    if (name.equals("SimpleCompositeLoss")) {
      sum(loss, outputs, refusals);
    }
    Optional<Long> index =
        name.equals("IndexLoss") && arguments.size() > 1
            ? arguments.get(1).whole()
            : Optional.empty();
    if (index.isEmpty()) {
      return;
    }
    if (index.get() < 0 || index.get() >= count) {
      refusals.add(Fault.FEW_OUTPUTS, name, place, index.get(), count - 1.0);
    } else if (arguments.get(0) instanceof Obj inner) {
      loss(inner, List.of(outputs.get(index.get().intValue())), refusals);
    }
  }

  /** The classes' axis of what goes through a softmax; of probabilities none is read. */
  private static void classes(
      List<Value> arguments, Tensor output, Place.Line place, Refusals refusals) {
    if (arguments.size() < 5
        || output.shape().isEmpty()
        || !arguments.get(4).truth().orElse(false)) {
      return;
    }
    int rank = output.shape().get().rank();
    arguments
        .get(2)
        .whole()
        .filter(it -> it < -rank || it >= rank)
        .ifPresent(
            it -> {
              String name = "SoftmaxCrossEntropyLoss";
              refusals.add(Fault.OUTLYING_CLASSES, name, place, it, it < 0 ? -rank : rank - 1.0);
            });
  }

  private static void sum(Obj loss, List<Tensor> outputs, Refusals refusals) {
    List<Call> added = loss.calls("addLoss");
    if (!added.stream().allMatch(Call::certain)) {
      return;
    }
    if (added.size() < 2) {
      refusals.add(Fault.FEW_LOSSES, "", loss.origin().place(), added.size(), 2);
      return;
    }
    for (Call call : added) {
      if (call.argument(0) instanceof Obj part) {
        loss(part, outputs, refusals);
      }
    }
  }

  /** The class of a loss, made by its constructor or by {@code Loss.l2Loss()}. */
  static String name(Obj loss) {
    if (loss.origin() instanceof Origin.Static it) {
      return Character.toUpperCase(it.method().charAt(0)) + it.method().substring(1);
    }
    return loss.type().startsWith(LOSS) ? loss.type().substring(LOSS.length()) : "";
  }
}
