package modellint.smile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;

/**
 * What the constructors and setters of a perceptron, and its first step, throw at, in 4.4.2 and
 * 6.2.5 alike. What the source leaves open is not objected to.
 */
final class Refused {

  private static final String SMILE = "Smile";

  /** Inputs, something hidden, outputs. */
  private static final int FEWEST = 3;

  /** Rate and decay may take a tenth of the weights at a step. */
  private static final double MOST_TAKEN = 0.1;

  private final List<Refusal> all = new ArrayList<>();

  private Refused() {}

  /**
   * @param layers with the output that a regression adds itself
   */
  static List<Refusal> by(List<MlpLayer> layers, Told told, Place.Line site) {
    var refused = new Refused();
    refused.network(layers, site);
    layers.forEach(refused::layer);
    refused.setters(told);
    refused.firstStep(told);
    return refused.all;
  }

  private void add(Fault fault, String subject, Place place, double value, double limit) {
    all.add(new Refusal(fault, subject, place, value, limit));
  }

  private void network(List<MlpLayer> layers, Place.Line site) {
    if (layers.size() < FEWEST) {
      add(Fault.FEW_LAYERS, SMILE, site, layers.size(), FEWEST);
    }
    if (!layers.get(0).isInput() && layers.get(0).isKnown()) {
      add(Fault.NO_INPUT_LAYER, SMILE, site, 0, 1);
    }
    layers.stream()
        .skip(1)
        .filter(MlpLayer::isInput)
        .findFirst()
        .ifPresent(it -> add(Fault.MISPLACED_LAYER, "a layer of inputs", it.place(), 0, 1));
    MlpLayer last = layers.get(layers.size() - 1);
    if (!last.isOutput() && last.isKnown()) {
      add(Fault.NO_OUTPUT_LAYER, SMILE, site, 0, 1);
    }
  }

  private void layer(MlpLayer layer) {
    if (layer.kind().startsWith("\"")) {
      add(Fault.ILL_WRITTEN, layer.kind(), layer.place(), 0, 1);
      return;
    }
    if (!layer.isKnown() && !layer.kind().equals("unknown")) {
      add(Fault.UNKNOWN_FUNCTION, layer.kind(), layer.place(), 0, 1);
    }
    layer
        .units()
        .filter(it -> it < 1)
        .ifPresent(it -> add(Fault.EMPTY_LAYER, layer.kind(), layer.place(), it, 1));
    layer
        .dropout()
        .real()
        .filter(it -> it < 0 || it >= 1)
        .ifPresent(it -> add(Fault.DROPPED_SHARE, layer.kind(), layer.place(), it, it < 0 ? 0 : 1));
    layer
        .leak()
        .filter(it -> it < 0 || it >= 1)
        .ifPresent(it -> share("a leak", it, layer.place()));
    double units = layer.units().orElse(1L);
    if (layer.kind().equals("mle") && layer.function().equals("LINEAR")) {
      add(Fault.LINEAR_LIKELIHOOD, SMILE, layer.place(), units, 0);
    }
    if (layer.kind().equals("mse") && layer.function().equals("SOFTMAX")) {
      add(Fault.SQUARED_SOFTMAX, SMILE, layer.place(), units, 0);
    }
  }

  private void setters(Told told) {
    var negative =
        new LinkedHashMap<String, String>(
            Map.of(
                "setWeightDecay", "a weight decay",
                "setClipValue", "a clipping value",
                "setClipNorm", "a clipping norm"));
    told.all()
        .forEach(
            call -> {
              Optional<Double> number = Told.number(call.argument(0));
              String what = negative.getOrDefault(call.method(), "");
              if (call.certain() && !what.isEmpty() && number.filter(it -> it < 0).isPresent()) {
                add(Fault.NEGATIVE_SETTING, what, call.place(), number.get(), 0);
              }
              if (call.certain() && call.method().equals("setRMSProp")) {
                number.ifPresent(it -> share("a decay of RMSProp", it, call.place()));
                Told.epsilon(call)
                    .filter(it -> it <= 0)
                    .ifPresent(it -> add(Fault.NO_EPSILON, SMILE, call.place(), it, 0));
              }
            });
  }

  private void share(String what, double value, Place place) {
    if (value < 0 || value >= 1) {
      add(Fault.IMPOSSIBLE_SHARE, what, place, value, value < 0 ? 0 : 1);
    }
  }

  private void firstStep(Told told) {
    Optional<Call> rate = told.last("setLearningRate");
    Optional<Call> momentum = told.last("setMomentum");
    for (Optional<Call> call : List.of(rate, momentum)) {
      call.ifPresent(this::time);
    }
    Optional<Double> first =
        rate.isEmpty()
            ? Optional.of(Rates.DEFAULT)
            : rate.filter(Call::certain).flatMap(it -> Rates.first(it.argument(0)));
    first
        .filter(it -> it <= 0 && rate.isPresent())
        .ifPresent(it -> add(Fault.NO_RATE, SMILE, rate.get().place(), it, 0));
    momentum
        .filter(Call::certain)
        .ifPresent(
            call ->
                Rates.first(call.argument(0))
                    .ifPresent(it -> share("a momentum", it, call.place())));
    Optional<Call> decay = told.last("setWeightDecay").filter(Call::certain);
    Optional<Double> lambda = decay.flatMap(it -> Told.number(it.argument(0)));
    if (first.isPresent() && lambda.isPresent()) {
      double taken = 2 * first.get() * lambda.get();
      if (1 - taken < 1 - MOST_TAKEN) {
        add(Fault.SHRUNK_WEIGHTS, SMILE, decay.get().place(), taken, MOST_TAKEN);
      }
    }
  }

  /** A time function that its factory throws at. */
  private void time(Call call) {
    Value value = call.argument(0);
    if (call.certain()) {
      RateFaults.unreadable(value)
          .ifPresent(text -> add(Fault.ILL_WRITTEN, "\"" + text + "\"", call.place(), 0, 1));
      RateFaults.unpaired(value)
          .ifPresent(
              it ->
                  add(Fault.UNPAIRED_RATES, SMILE, call.place(), it.rates(), it.milestones() + 1));
    }
  }
}
