package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import modellint.eval.Call;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.TrainingData;

/**
 * Follows a configuration to the network made of it, and that to the data it is fitted to. Where it
 * is fitted to several, only what they have in common is known.
 */
final class FittedData {

  private static final Set<String> NETWORKS =
      Set.of(
          "org.deeplearning4j.nn.multilayer.MultiLayerNetwork",
          "org.deeplearning4j.nn.graph.ComputationGraph");

  private static final Set<String> RESTRAINTS =
      Set.of(
          "l1",
          "l2",
          "l1Bias",
          "l2Bias",
          "weightDecay",
          "weightDecayBias",
          "regularization",
          "regularizationBias",
          "dropOut",
          "weightNoise");

  private final Evaluator.Result evaluation;

  FittedData(Evaluator.Result evaluation) {
    this.evaluation = evaluation;
  }

  /** Empty where the sources do not fit the network that {@code builder} builds. */
  Optional<TrainingData> of(Obj builder) {
    List<Obj> networks = networks(builder);
    var sources = new ArrayList<DataSource>();
    var places = new ArrayList<Place>();
    long epochs = 0;
    for (Obj network : networks) {
      for (Call fit : network.calls("fit")) {
        if (fit.arguments().isEmpty()) {
          continue;
        }
        DataSource source = source(fit);
        sources.add(source);
        places.add(fit.argument(0) instanceof Obj data ? data.origin().place() : fit.place());
        epochs += epochs(fit);
      }
    }
    boolean stops = false;
    for (Obj stopper : evaluation.objects()) {
      List<Value> given = stopper.origin().arguments();
      if (isStopper(stopper.type())
          && given.size() > 2
          && (networks.contains(given.get(1)) || isBuilt(given.get(1), builder))) {
        stops = true;
        sources.add(DataSource.of(given.get(2)));
        places.add(stopper.origin().place());
      }
    }
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TrainingData(
            common(sources, DataSource::examples),
            common(sources, DataSource::labels),
            common(sources, DataSource::batch),
            epochs,
            stops || isRestrained(),
            places.get(0)));
  }

  /** Networks made of what {@code builder} built, by constructor or by the builder itself. */
  private List<Obj> networks(Obj builder) {
    return evaluation.objects().stream()
        .filter(it -> NETWORKS.contains(it.type()))
        .filter(
            it ->
                isBuilt(it, builder)
                    || (it.origin() instanceof Origin.Made made
                        && made.arguments().stream().anyMatch(from -> isBuilt(from, builder))))
        .toList();
  }

  private static boolean isBuilt(Value value, Obj builder) {
    return value instanceof Obj it
        && it.origin() instanceof Origin.Result made
        && made.receiver() == builder
        && made.method().equals("build");
  }

  private static DataSource source(Call fit) {
    boolean arrays = fit.arguments().size() == 2 && fit.argument(1) instanceof Obj;
    return arrays ? DataSource.ofArray(fit.argument(1)) : DataSource.of(fit.argument(0));
  }

  private static long epochs(Call fit) {
    return fit.arguments().size() == 2 && !(fit.argument(1) instanceof Obj)
        ? fit.argument(1).whole().orElse(1L)
        : 1;
  }

  /** Anywhere in these sources: which layer it is on does not matter here. */
  private boolean isRestrained() {
    return evaluation.objects().stream()
        .flatMap(it -> it.calls().stream())
        .filter(it -> isRestraint(it.method()))
        .anyMatch(it -> it.argument(0).real().filter(value -> value == 0).isEmpty());
  }

  private static boolean isRestraint(String method) {
    return RESTRAINTS.contains(method)
        || method.startsWith("constrain")
        || method.endsWith("Constraints")
        || method.equals("constraints");
  }

  private static boolean isStopper(String type) {
    return type.endsWith(".EarlyStoppingTrainer") || type.endsWith(".EarlyStoppingGraphTrainer");
  }

  private static <T> Optional<T> common(
      List<DataSource> sources, Function<DataSource, Optional<T>> part) {
    List<Optional<T>> all = sources.stream().map(part).distinct().toList();
    return all.size() == 1 ? all.get(0) : Optional.empty();
  }
}
