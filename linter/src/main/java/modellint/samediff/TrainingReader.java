package modellint.samediff;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.dl4j.Updater;
import modellint.dl4j.Updaters;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;

/** What {@code sd.setTrainingConfig(..)} and the loss operation say. */
final class TrainingReader {

  private TrainingReader() {}

  static Training read(Obj graph, Optional<Origin.Result> loss) {
    List<Call> calls =
        graph.calls("setTrainingConfig").stream()
            .reduce((a, b) -> b)
            .map(it -> it.argument(0))
            .filter(it -> it instanceof Obj)
            .map(it -> ((Obj) it).origin())
            .filter(it -> it instanceof Origin.Result)
            .map(it -> ((Origin.Result) it).receiver().calls())
            .orElse(List.of());
    Optional<Call> stated = last(calls, "updater");
    Optional<Updater> updater = stated.flatMap(it -> Updaters.of(it.argument(0)));
    var places = new LinkedHashMap<String, Place>();
    stated.ifPresent(it -> places.put("optimizer", it.place()));
    loss.ifPresent(it -> places.put("loss", it.place()));
    var defaults = new HashSet<String>();
    updater.ifPresent(it -> defaults.addAll(it.defaults()));
    return new Training(
        updater.map(it -> it.type().toLowerCase(Locale.ROOT)),
        updater.flatMap(Updater::learningRate),
        updater.flatMap(it -> it.number("momentum")),
        updater.flatMap(Updater::schedule).map(TrainingDetails.Schedule::kind),
        Optional.empty(),
        number(calls, "l1"),
        number(calls, "l2"),
        number(calls, "weightDecay"),
        loss.map(it -> of(it.method())),
        Optional.empty(),
        new TrainingDetails(
            loss.map(it -> it.method().toLowerCase(Locale.ROOT)),
            updater.map(Updater::numbers).orElse(Map.of()),
            updater.flatMap(Updater::schedule),
            Optional.empty(),
            defaults,
            List.of(),
            places));
  }

  private static Optional<Call> last(List<Call> calls, String method) {
    return calls.stream().filter(it -> it.method().equals(method)).reduce((a, b) -> b);
  }

  private static Optional<Double> number(List<Call> calls, String method) {
    return last(calls, method).flatMap(it -> it.argument(0).real()).filter(it -> it > 0);
  }

  private static Loss of(String method) {
    return switch (method) {
      case "softmaxCrossEntropy", "sparseSoftmaxCrossEntropy" -> Loss.SOFTMAX_CROSS_ENTROPY;
      case "sigmoidCrossEntropy" -> Loss.SIGMOID_CROSS_ENTROPY;
      case "meanSquaredError" -> Loss.MSE;
      case "absoluteDifference" -> Loss.MAE;
      default -> Loss.OTHER;
    };
  }
}
