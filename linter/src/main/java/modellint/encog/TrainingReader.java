package modellint.encog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.graph.TrainingDetails.Remark;

/** The trainer that is made for a network. */
final class TrainingReader {

  private TrainingReader() {}

  static Training of(Obj network, List<Obj> objects) {
    return objects.stream()
        .filter(it -> it.type().startsWith("org.encog.neural.networks.training."))
        .filter(it -> it.origin().arguments().stream().anyMatch(a -> a == network))
        .findFirst()
        .map(TrainingReader::training)
        .orElse(Training.UNKNOWN);
  }

  private static Training training(Obj trainer) {
    String type = trainer.type().substring(trainer.type().lastIndexOf('.') + 1);
    List<Value> arguments = trainer.origin().arguments();
    boolean gradient = type.equals("Backpropagation");
    boolean online = type.equals("StochasticGradientDescent");
    Optional<Double> rate =
        gradient && arguments.size() > 2
            ? arguments.get(2).real()
            : online ? Optional.of(1e-3) : Optional.empty();
    Optional<Double> momentum =
        gradient && arguments.size() > 3 ? arguments.get(3).real() : Optional.empty();
    var places = new LinkedHashMap<String, Place>();
    places.put("optimizer", trainer.origin().place());
    return new Training(
        Optional.of(
            switch (type) {
              case "Backpropagation" -> "sgd";
              case "ResilientPropagation" -> "rprop";
              case "StochasticGradientDescent" -> update(trainer);
              default -> type.toLowerCase(java.util.Locale.ROOT);
            }),
        set(trainer, "setLearningRate").or(() -> rate),
        gradient && arguments.size() == 2
            ? Optional.empty()
            : set(trainer, "setMomentum").or(() -> momentum),
        gradient && arguments.size() == 2 ? Optional.of("SmartLearningRate") : Optional.empty(),
        Optional.empty(),
        set(trainer, "setL1"),
        set(trainer, "setL2"),
        Optional.empty(),
        Optional.of(online ? Loss.OTHER : Loss.MSE),
        Optional.empty(),
        new TrainingDetails(
            Optional.of(online ? "crossentropy" : "linear"),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            online ? Set.of("learningRate", "loss") : Set.of("loss"),
            List.of(),
            places,
            gradient && arguments.size() == 2 ? overwritten(trainer) : List.of()));
  }

  private static Optional<Double> set(Obj trainer, String setter) {
    return trainer.calls(setter).stream().reduce((a, b) -> b).flatMap(it -> it.argument(0).real());
  }

  /** Adam, unless {@code setUpdateRule} is given another rule. */
  private static String update(Obj trainer) {
    Optional<Value> rule =
        trainer.calls("setUpdateRule").stream().reduce((a, b) -> b).map(it -> it.argument(0));
    if (rule.isEmpty()) {
      return "adam";
    }
    String type = rule.get() instanceof Obj it ? it.type() : "";
    return switch (type.substring(type.lastIndexOf('.') + 1)) {
      case "AdamUpdate" -> "adam";
      case "MomentumUpdate" -> "momentum";
      case "NesterovUpdate" -> "nesterovs";
      case "RMSPropUpdate" -> "rmsprop";
      case "AdaGradUpdate" -> "adagrad";
      default -> "unknown";
    };
  }

  /** The constructor without a rate adds SmartMomentum, which starts and ends at zero. */
  private static List<Remark> overwritten(Obj trainer) {
    return trainer.calls("setMomentum").stream().flatMap(TrainingReader::overwritten).toList();
  }

  private static Stream<Remark> overwritten(Call call) {
    return call
        .argument(0)
        .real()
        .filter(it -> it != 0)
        .map(
            it ->
                new Remark(
                    Remark.Kind.OVERWRITTEN_MOMENTUM,
                    call.place(),
                    it,
                    "new Backpropagation(network, training, rate, " + it + ")"))
        .stream();
  }
}
