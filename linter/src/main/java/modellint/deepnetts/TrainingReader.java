package modellint.deepnetts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;

/** What a network's trainer is told, and the loss that its builder is. */
final class TrainingReader {

  private TrainingReader() {}

  static Training of(
      Obj network, List<Call> calls, Head head, ImageLayers images, List<Obj> objects) {
    List<Obj> trainers = trainers(network, objects);
    var places = new LinkedHashMap<String, Place>();
    Optional<Call> rate = set(trainers, "setLearningRate");
    rate.ifPresent(it -> places.put("learningRate", it.place()));
    Optional<Call> optimizer = set(trainers, "setOptimizer");
    optimizer.ifPresent(it -> places.put("optimizer", it.place()));
    Optional<String> kind =
        optimizer.isEmpty()
            ? Optional.of("SGD")
            : optimizer
                .filter(Call::certain)
                .map(it -> NetworkReader.word(it.argument(0)))
                .filter(it -> !it.equals(NetworkReader.UNKNOWN));
    Optional<Call> loss = NetworkReader.last(calls, "lossFunction");
    loss.ifPresent(it -> places.put("loss", it.place()));
    boolean momentum = kind.filter("MOMENTUM"::equals).isPresent();
    boolean careless = kind.filter("SGD"::equals).isPresent();
    return Training.builder()
        .optimizer(kind.map(it -> it.toLowerCase(Locale.ROOT)))
        .learningRate(rate.isEmpty() ? Optional.of((double) 0.01f) : number(rate))
        // A momentum without the optimiser of that name is never read.
        .momentum(momentum ? number(set(trainers, "setMomentum")) : Optional.empty())
        // Penalties that the trainer is told are kept, and no step reads them: see the remarks.
        .loss(loss(network, loss, head))
        .batchSize(batch(trainers))
        .details(
            TrainingDetails.builder()
                .lossName(name(network, loss, head))
                .defaults(rate.isPresent() ? Set.of() : Set.of("learningRate"))
                .places(places)
                .remarks(both(images.remarks(), Remarks.of(network, calls, trainers, careless)))
                .refusals(
                    both(
                        images.refusals(),
                        both(
                            Refused.by(network, calls),
                            RefusedTraining.by(network, calls, head, trainers))))
                .build())
        .build();
  }

  private static <T> List<T> both(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** Where it is told, the loss; else that of images, which is cross-entropy. */
  private static Optional<Loss> loss(Obj network, Optional<Call> told, Head head) {
    if (told.filter(it -> !Head.isCrossEntropy(it)).isEmpty()) {
      return told.isPresent() || isOfImages(network)
          ? Optional.of(head.crossEntropy())
          : Optional.empty();
    }
    return told.filter(Head::isSquares)
        .map(it -> head.function().equals("SOFTMAX") ? head.crossEntropy() : Loss.MSE);
  }

  private static Optional<String> name(Obj network, Optional<Call> told, Head head) {
    boolean squares = told.filter(Head::isSquares).isPresent();
    if (squares && !head.function().equals("SOFTMAX")) {
      return Optional.of("mean_squared_error");
    }
    boolean entropy =
        told.map(it -> squares || Head.isCrossEntropy(it)).orElse(isOfImages(network));
    return entropy ? head.word() : Optional.empty();
  }

  static boolean isOfImages(Obj network) {
    return network.type().endsWith(".ConvolutionalNetwork");
  }

  /** A batch is read in batch mode alone; otherwise every sample is a step of its own. */
  private static Optional<Integer> batch(List<Obj> trainers) {
    Optional<Call> mode = set(trainers, "setBatchMode");
    boolean online = mode.isEmpty() || mode.get().argument(0).truth().filter(it -> !it).isPresent();
    boolean known = mode.isEmpty() || mode.get().argument(0).truth().isPresent();
    return online
        ? Optional.of(1)
        : known
            ? set(trainers, "setBatchSize")
                .flatMap(it -> it.argument(0).whole())
                .map(Long::intValue)
            : Optional.empty();
  }

  /** {@code network.getTrainer()}, or a trainer made for the network. */
  private static List<Obj> trainers(Obj network, List<Obj> objects) {
    return objects.stream()
        .filter(
            it ->
                (it.origin() instanceof Origin.Result made
                        && made.receiver() == network
                        && made.method().equals("getTrainer"))
                    || (it.type().equals(DeepNettsApi.TRAINER)
                        && it.origin().arguments().stream().anyMatch(a -> a == network)))
        .toList();
  }

  static Optional<Call> set(List<Obj> trainers, String setter) {
    return trainers.stream().flatMap(it -> it.calls(setter).stream()).reduce((a, b) -> b);
  }

  /** What a setter is given; empty where it is called on a condition. */
  static Optional<Double> number(Optional<Call> call) {
    return call.filter(Call::certain).map(it -> it.argument(0)).flatMap(Value::real);
  }
}
