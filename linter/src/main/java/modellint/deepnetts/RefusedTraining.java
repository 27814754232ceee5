package modellint.deepnetts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;

/** What {@code lossFunction}, the trainer's setters and {@code train} throw at in 1.13.2. */
final class RefusedTraining {

  private static final String NETTS = "Deep Netts";
  private static final String IMAGES = "add(Convolutional|MaxPooling)Layer";

  private final List<Refusal> all = new ArrayList<>();

  private RefusedTraining() {}

  static List<Refusal> by(Obj network, List<Call> calls, Head head, List<Obj> trainers) {
    var refused = new RefusedTraining();
    refused.head(network, calls, head);
    refused.loss(network, calls, trainers);
    trainers.stream().flatMap(it -> it.calls().stream()).forEach(refused::setter);
    if (calls.stream().anyMatch(it -> it.method().matches(IMAGES) && it.certain())) {
      refused.images(trainers);
    }
    return refused.all;
  }

  private void add(Fault fault, String subject, Place place, double value, double limit) {
    all.add(new Refusal(fault, subject, place, value, limit));
  }

  /** Networks of images take a sigmoid alone for the only output under cross-entropy. */
  private void head(Obj network, List<Call> calls, Head head) {
    boolean other = !head.function().matches("SIGMOID|LEAKY_RELU|" + NetworkReader.UNKNOWN);
    if (TrainingReader.isOfImages(network) && head.isSingle() && other) {
      NetworkReader.last(calls, "lossFunction")
          .filter(Call::certain)
          .filter(it -> NetworkReader.word(it.argument(0)).equals("CROSS_ENTROPY"))
          .ifPresent(it -> add(Fault.UNFIT_HEAD, head.function(), it.place(), 0, 1));
    }
  }

  /** Networks of images have a loss of their own; others are trained without one at once. */
  private void loss(Obj network, List<Call> calls, List<Obj> trainers) {
    boolean told =
        TrainingReader.isOfImages(network)
            || NetworkReader.last(calls, "lossFunction").isPresent()
            || !network.calls("setLossFunction").isEmpty();
    Stream.concat(Stream.of(network), trainers.stream())
        .flatMap(it -> it.calls("train").stream())
        .filter(Call::certain)
        .filter(it -> !told)
        .findFirst()
        .ifPresent(it -> add(Fault.UNTOLD_LOSS, NETTS, it.place(), 0, 1));
  }

  private void setter(Call call) {
    Optional<Double> number = call.certain() ? call.argument(0).real() : Optional.empty();
    if (number.isEmpty()) {
      return;
    }
    double it = number.get();
    switch (call.method()) {
      case "setLearningRate" -> {
        if (it > 1) {
          add(Fault.LARGE_RATE, NETTS, call.place(), it, 1);
        } else if (it < 0) {
          add(Fault.NO_RATE, NETTS, call.place(), it, 0);
        }
      }
      case "setMaxEpochs" -> least(call, it, 1);
      case "setMaxError" -> least(call, it, 0);
      default -> {}
    }
  }

  private void least(Call call, double value, double least) {
    if (value < least) {
      add(Fault.SMALL_SETTING, call.method() + "(..)", call.place(), value, least);
    }
  }

  /** Convolutions step by SGD alone, and a penalty is summed over weights that no image has. */
  private void images(List<Obj> trainers) {
    TrainingReader.set(trainers, "setOptimizer")
        .filter(Call::certain)
        .filter(it -> NetworkReader.word(it.argument(0)).equals("MOMENTUM"))
        .ifPresent(it -> add(Fault.FOREIGN_OPTIMIZER, "OptimizerType.MOMENTUM", it.place(), 0, 1));
    TrainingReader.set(trainers, "setL2Regularization")
        .filter(it -> TrainingReader.number(Optional.of(it)).filter(x -> x != 0).isPresent())
        .ifPresent(
            it ->
                add(
                    Fault.PENALIZED_IMAGES,
                    NETTS,
                    it.place(),
                    it.argument(0).real().orElseThrow(),
                    0));
  }
}
