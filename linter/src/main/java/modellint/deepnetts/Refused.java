package modellint.deepnetts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;

/** What {@code build()}, {@code lossFunction} and the trainer's setters throw at in 1.13.2. */
final class Refused {

  private static final String NETTS = "Deep Netts";

  private final List<Refusal> all = new ArrayList<>();

  private Refused() {}

  static List<Refusal> by(Obj network, List<Call> calls, List<Obj> trainers) {
    var refused = new Refused();
    List<Call> layers = calls.stream().filter(it -> it.method().matches("add\\w*Layers?")).toList();
    if (layers.stream().allMatch(Call::certain)) {
      refused.ends(layers, network.origin().place());
      refused.order(calls);
      refused.kinds(layers);
    }
    trainers.stream().flatMap(it -> it.calls("setLearningRate").stream()).forEach(refused::rate);
    return refused.all;
  }

  private void add(Fault fault, String subject, Place place, double value, double limit) {
    all.add(new Refusal(fault, subject, place, value, limit));
  }

  private static boolean is(Call call, String method) {
    return call.method().equals(method);
  }

  /** A layer added by {@code addLayer} may be any. */
  private void ends(List<Call> layers, Place site) {
    if (layers.isEmpty() || layers.stream().anyMatch(it -> is(it, "addLayer"))) {
      return;
    }
    if (!is(layers.get(0), "addInputLayer")) {
      add(Fault.NO_INPUT_LAYER, NETTS, site, 0, 1);
    }
    if (!is(layers.get(layers.size() - 1), "addOutputLayer")) {
      add(Fault.NO_OUTPUT_LAYER, NETTS, site, 0, 1);
    }
  }

  /** The loss asks the output layer for its width. */
  private void order(List<Call> calls) {
    for (Call call : calls) {
      if (call.method().matches("addOutputLayer|addLayer")) {
        return;
      }
      if (is(call, "lossFunction")
          && call.certain()
          && call.argument(0) instanceof Value.Constant) {
        add(Fault.EARLY_LOSS, NETTS, call.place(), 0, 1);
        return;
      }
    }
  }

  /** Pooling reads a convolution; a convolution reads images. */
  private void kinds(List<Call> layers) {
    Optional<Call> before = Optional.empty();
    for (Call layer : layers) {
      String last = before.map(Call::method).orElse("addInputLayer");
      boolean pool = is(layer, "addMaxPoolingLayer") && !last.equals("addConvolutionalLayer");
      boolean convolution =
          is(layer, "addConvolutionalLayer") && last.matches("addFullyConnectedLayers?");
      if ((pool || convolution) && !last.equals("addLayer")) {
        add(Fault.MISPLACED_LAYER, pool ? "pooling" : "a convolution", layer.place(), 0, 1);
      }
      before = Optional.of(layer);
    }
  }

  private void rate(Call call) {
    Optional<Double> rate = call.certain() ? call.argument(0).real() : Optional.empty();
    rate.filter(it -> it > 1).ifPresent(it -> add(Fault.LARGE_RATE, NETTS, call.place(), it, 1));
    rate.filter(it -> it < 0).ifPresent(it -> add(Fault.NO_RATE, NETTS, call.place(), it, 0));
  }
}
