package modellint.encog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.graph.TrainingDetails.Remark;
import modellint.rule.Literal;

/** The trainer that is made for a network. */
final class TrainingReader {

  /** Update rules that read the trainer's momentum. */
  private static final Set<String> MOVING = Set.of("momentum", "nesterov");

  private TrainingReader() {}

  /**
   * @param output the activation of the last layer
   * @param remarks on the network, which hold without a trainer as well
   */
  static Training of(
      Obj network, List<Obj> objects, String output, List<Remark> remarks, List<Refusal> refusals) {
    Training training = of(network, objects, output);
    for (Remark remark : remarks) {
      training = training.remarking(remark);
    }
    return refusals.isEmpty() ? training : training.refused(refusals);
  }

  private static Training of(Obj network, List<Obj> objects, String output) {
    return trainers(network, objects)
        .findFirst()
        .map(it -> training(it, output))
        .orElse(Training.UNKNOWN);
  }

  /** Trainers that are made for a network. */
  static Stream<Obj> trainers(Obj network, List<Obj> objects) {
    return objects.stream()
        .filter(it -> it.type().startsWith("org.encog.neural.networks.training."))
        .filter(it -> it.origin().arguments().stream().anyMatch(a -> a == network));
  }

  private static Training training(Obj trainer, String output) {
    String type = trainer.type().substring(trainer.type().lastIndexOf('.') + 1);
    List<Value> arguments = trainer.origin().arguments();
    boolean gradient = type.equals("Backpropagation");
    boolean stochastic = type.equals("StochasticGradientDescent");
    Optional<Double> rate =
        gradient && arguments.size() > 2
            ? arguments.get(2).real()
            : stochastic
                ? Optional.of(1e-3)
                : type.equals("ManhattanPropagation") && arguments.size() > 2
                    ? arguments.get(2).real()
                    : Optional.empty();
    Optional<Double> momentum =
        gradient && arguments.size() > 3
            ? arguments.get(3).real()
            : stochastic && updateRule(trainer).filter(MOVING::contains).isPresent()
                ? Optional.of(0.9)
                : Optional.empty();
    var places = new LinkedHashMap<String, Place>();
    places.put("optimizer", trainer.origin().place());
    return Training.builder()
        .optimizer(
            switch (type) {
              case "Backpropagation" -> Optional.of("sgd");
              case "ResilientPropagation" -> Optional.of("rprop");
              case "StochasticGradientDescent" -> updateRule(trainer);
              default -> Optional.of(type.toLowerCase(java.util.Locale.ROOT));
            })
        .learningRate(set(trainer, "setLearningRate").or(() -> rate))
        .momentum(
            gradient && arguments.size() == 2
                ? Optional.empty()
                : set(trainer, "setMomentum").or(() -> momentum))
        .schedule(
            gradient && arguments.size() == 2 ? Optional.of("SmartLearningRate") : Optional.empty())
        .batchSize(Batches.size(trainer, stochastic))
        // No penalty is one: what the setters do is remarked on.
        .loss(Optional.of(stochastic ? crossEntropy(output) : Loss.MSE))
        .details(
            TrainingDetails.builder()
                .lossName(Optional.of(stochastic ? "crossentropy" : "linear"))
                .defaults(
                    stochastic && set(trainer, "setLearningRate").isEmpty()
                        ? Set.of("learningRate", "loss")
                        : Set.of("loss"))
                .places(places)
                .remarks(
                    Stream.of(
                            gradient && arguments.size() == 2
                                ? overwritten(trainer).stream()
                                : Stream.<Remark>empty(),
                            gradient ? Nesterov.remarks(trainer) : Stream.<Remark>empty(),
                            Penalties.remarks(trainer, stochastic).stream(),
                            ascending(trainer, set(trainer, "setLearningRate").or(() -> rate)),
                            Batches.remarks(trainer, stochastic))
                        .flatMap(it -> it)
                        .toList())
                .build())
        .build();
  }

  /** The trainer takes target minus output for the gradient, which is so for these two. */
  private static Loss crossEntropy(String output) {
    return switch (output) {
      case "Sigmoid" -> Loss.SIGMOID_CROSS_ENTROPY;
      case "SoftMax" -> Loss.SOFTMAX_CROSS_ENTROPY;
      default -> Loss.OTHER;
    };
  }

  /** Adam unless told else; empty for a rule of the user's own. */
  private static Optional<String> updateRule(Obj trainer) {
    Optional<Value> rule =
        trainer.calls("setUpdateRule").stream().reduce((a, b) -> b).map(it -> it.argument(0));
    if (rule.isEmpty()) {
      return Optional.of("adam");
    }
    return rule.filter(Obj.class::isInstance)
        .map(it -> ((Obj) it).type())
        .filter(it -> it.startsWith("org.encog."))
        .map(it -> it.substring(it.lastIndexOf('.') + 1).replace("Update", ""))
        .map(it -> it.toLowerCase(java.util.Locale.ROOT));
  }

  private static Optional<Double> set(Obj trainer, String setter) {
    return trainer.calls(setter).stream().reduce((a, b) -> b).flatMap(it -> it.argument(0).real());
  }

  /** Nesterov's rule subtracts (1 + momentum) times what the others add. */
  private static Stream<Remark> ascending(Obj trainer, Optional<Double> rate) {
    double momentum = set(trainer, "setMomentum").orElse(0.9);
    return trainer.calls("setUpdateRule").stream()
        .reduce((a, b) -> b)
        .filter(Call::certain)
        .filter(
            it ->
                it.argument(0) instanceof Obj rule
                    && rule.type().startsWith("org.encog.")
                    && rule.type().endsWith(".NesterovUpdate"))
        .map(
            it ->
                new Remark(
                    Remark.Kind.ASCENDING_UPDATE,
                    it.place(),
                    -(1 + momentum) * rate.orElse(1.0),
                    "write setUpdateRule(new MomentumUpdate())"))
        .stream();
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
                    "new Backpropagation(network, training, rate, " + Literal.of(it) + ")"))
        .stream();
  }
}
