package modellint.deepnetts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.TrainingDetails.Remark;

/**
 * Settings that do something else than they say: a softmax for hidden layers, which leaves them the
 * sigmoid that they had, and early stopping without data to watch, whose loss is then always zero
 * and never falls.
 */
final class Settings {

  /** The first epoch compares zero with a hundred, the last one ends it. */
  private static final int AROUND = 2;

  private static final int PATIENCE = 2;

  private Settings() {}

  static List<Remark> remarks(Obj network, List<Call> calls, List<Obj> trainers) {
    var remarks = new ArrayList<Remark>();
    for (Call call : calls) {
      boolean hidden =
          call.method().matches("addFullyConnectedLayers?|hiddenActivationFunction")
              && call.certain();
      Optional<Value> told =
          hidden && call.method().startsWith("hidden")
              ? Optional.of(call.argument(0))
              : hidden ? NetworkReader.stated(call) : Optional.empty();
      if (told.filter(it -> NetworkReader.word(it).equals("SOFTMAX")).isPresent()) {
        remarks.add(
            new Remark(
                Remark.Kind.UNREAD_SETTING,
                call.place(),
                1,
                "name the function that is meant: the layers keep theirs, a sigmoid where none is"
                    + " stated"));
      }
    }
    stopped(network, trainers).ifPresent(remarks::add);
    return remarks;
  }

  /** Where every way of training that is seen is given one set of data and no share of it. */
  private static Optional<Remark> stopped(Obj network, List<Obj> trainers) {
    Optional<Call> stop =
        TrainingReader.set(trainers, "setEarlyStopping")
            .filter(Call::certain)
            .filter(it -> it.argument(0).truth().orElse(false));
    var train = new ArrayList<>(network.calls("train"));
    trainers.forEach(it -> train.addAll(it.calls("train")));
    boolean watched =
        train.isEmpty()
            || train.stream().anyMatch(it -> it.arguments().size() != 1)
            || TrainingReader.set(trainers, "setTestSet").isPresent();
    Optional<Double> patience = of(trainers, "setEarlyStoppingPatience", PATIENCE);
    Optional<Double> every = of(trainers, "setCheckpointEpochs", 1);
    return watched || patience.isEmpty() || every.isEmpty()
        ? Optional.empty()
        : stop.map(
            it ->
                new Remark(
                    Remark.Kind.UNWATCHED_STOP,
                    it.place(),
                    every.get() * (patience.get() + AROUND),
                    "write train(trainingSet, validationSet)"));
  }

  private static Optional<Double> of(List<Obj> trainers, String setter, double otherwise) {
    Optional<Call> call = TrainingReader.set(trainers, setter);
    return call.isEmpty() ? Optional.of(otherwise) : TrainingReader.number(call);
  }
}
