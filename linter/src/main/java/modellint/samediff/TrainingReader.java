package modellint.samediff;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.dl4j.Updater;
import modellint.dl4j.Updaters;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;

/**
 * What {@code sd.setTrainingConfig(..)} says. The penalties hold for every variable; L2 and weight
 * decay exclude each other, the later one stays.
 */
record TrainingReader(List<Call> calls) {

  static TrainingReader of(Obj graph) {
    return new TrainingReader(
        graph.calls("setTrainingConfig").stream()
            .reduce((a, b) -> b)
            .map(it -> it.argument(0))
            .filter(it -> it instanceof Obj)
            .map(it -> ((Obj) it).origin())
            .filter(it -> it instanceof Origin.Result)
            .map(it -> ((Origin.Result) it).receiver().calls())
            .orElse(List.of()));
  }

  /** The calls that name what is to be minimised. */
  List<Call> minimised() {
    return calls.stream().filter(it -> it.method().equals("minimize")).toList();
  }

  /** What the library makes of the graph against its wording, and what it throws out. */
  record Notes(List<TrainingDetails.Remark> remarks, List<Refusal> refusals) {}

  Training read(Optional<Objective> objective, Notes notes) {
    Optional<Call> stated = last("updater");
    Optional<Updater> updater = stated.flatMap(it -> Updaters.of(it.argument(0)));
    var places = new LinkedHashMap<String, Place>();
    stated.ifPresent(it -> places.put("optimizer", it.place()));
    objective.ifPresent(it -> places.put("loss", it.place()));
    last("l2").ifPresent(it -> places.put("l2", it.place()));
    last("weightDecay").ifPresent(it -> places.put("weightDecay", it.place()));
    var defaults = new HashSet<String>();
    updater.ifPresent(it -> defaults.addAll(it.defaults()));
    return Training.builder()
        .optimizer(updater.map(it -> it.type().toLowerCase(Locale.ROOT)))
        .learningRate(updater.flatMap(Updater::learningRate))
        .momentum(updater.flatMap(it -> it.number("momentum")))
        .schedule(updater.flatMap(Updater::schedule).map(TrainingDetails.Schedule::kind))
        .l1(penalty("l1", "L1Regularization", "none"))
        .l2(penalty("l2", "L2Regularization", "weightDecay"))
        .weightDecay(penalty("weightDecay", "WeightDecay", "l2"))
        .loss(objective.map(Objective::loss))
        .details(
            TrainingDetails.builder()
                .lossName(objective.map(Objective::word))
                .hyperparameters(updater.map(Updater::numbers).orElse(Map.of()))
                .schedule(updater.flatMap(Updater::schedule))
                .defaults(defaults)
                .places(places)
                .remarks(
                    Stream.concat(
                            notes.remarks().stream(),
                            objective.stream()
                                .flatMap(it -> it.remarks(updater.flatMap(Updater::learningRate))))
                        .toList())
                .refusals(notes.refusals())
                .build())
        .build();
  }

  private Optional<Call> last(String method) {
    return calls.stream().filter(it -> it.method().equals(method)).reduce((a, b) -> b);
  }

  /** The last statement of a penalty that no later statement of {@code rival} removes. */
  private Optional<Double> penalty(String setter, String type, String rival) {
    Optional<Double> value = Optional.empty();
    for (Call call : calls) {
      if (call.method().equals(setter)) {
        value = call.argument(0).real().filter(it -> it > 0);
      } else if (call.method().equals(rival)
          && call.argument(0).real().filter(it -> it > 0).isPresent()) {
        value = Optional.empty();
      } else if (call.method().matches("addRegularization|regularization")) {
        Optional<Double> added = added(call, type);
        value = call.method().equals("regularization") || added.isPresent() ? added : value;
      }
    }
    return value;
  }

  /** {@code new L2Regularization(1e-4)} among the arguments. */
  private static Optional<Double> added(Call call, String type) {
    return call.arguments().stream()
        .flatMap(it -> it.elements().map(List::stream).orElseGet(() -> Stream.of(it)))
        .filter(it -> it instanceof Obj obj && obj.type().endsWith("." + type))
        .map(it -> ((Obj) it).origin().arguments())
        .filter(it -> !it.isEmpty())
        .flatMap(it -> it.get(0).real().stream())
        .filter(it -> it > 0)
        .reduce((a, b) -> b);
  }
}
