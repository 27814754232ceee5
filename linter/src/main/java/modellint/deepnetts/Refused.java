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

/** What {@code build()} and the builder's methods throw at in 1.13.2. */
final class Refused {

  private static final String NETTS = "Deep Netts";

  private final List<Refusal> all = new ArrayList<>();

  private Refused() {}

  static List<Refusal> by(Obj network, List<Call> calls) {
    var refused = new Refused();
    List<Call> layers = calls.stream().filter(it -> it.method().matches("add\\w*Layers?")).toList();
    if (layers.stream().allMatch(Call::certain)) {
      refused.ends(layers, network.origin().place());
      refused.order(calls);
      refused.kinds(layers);
      layers.forEach(refused::units);
      refused.functions(calls);
    }
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

  /** A size of zero is built. */
  private void units(Call layer) {
    layer.arguments().stream()
        .flatMap(it -> it.elements().orElse(List.of(it)).stream())
        .flatMap(it -> it.whole().stream())
        .filter(it -> it < 0)
        .findFirst()
        .ifPresent(it -> add(Fault.EMPTY_LAYER, layer.method(), layer.place(), it, 0));
  }

  /**
   * The enumeration names more functions than there are: a leaky rectifier has none anywhere, a
   * softmax none in convolutions, which take that of {@code hiddenActivationFunction} told before.
   */
  private void functions(List<Call> calls) {
    Optional<Call> told = Optional.empty();
    for (Call call : calls) {
      if (is(call, "hiddenActivationFunction")) {
        told = Optional.of(call);
        absent(call, call.argument(0), "LEAKY_RELU");
      } else if (is(call, "addConvolutionalLayer")) {
        Optional<Value> stated = NetworkReader.stated(call);
        stated.ifPresent(it -> absent(call, it, "LEAKY_RELU|SOFTMAX"));
        told.filter(it -> stated.isEmpty()).ifPresent(it -> absent(it, it.argument(0), "SOFTMAX"));
      } else if (call.method().matches("add(FullyConnectedLayers?|OutputLayer)")) {
        NetworkReader.stated(call).ifPresent(it -> absent(call, it, "LEAKY_RELU"));
      }
    }
  }

  private void absent(Call call, Value function, String names) {
    String word = NetworkReader.word(function);
    boolean known = all.stream().anyMatch(it -> it.place().equals(call.place()));
    if (call.certain() && word.matches(names) && !known) {
      add(Fault.ABSENT_FUNCTION, "ActivationType." + word, call.place(), 0, 1);
    }
  }
}
