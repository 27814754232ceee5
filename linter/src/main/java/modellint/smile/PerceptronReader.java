package modellint.smile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Definition;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.graph.TrainingDetails.Remark;
import modellint.graph.Weights;

/**
 * {@code new MLP(Layer.input(p), Layer.rectifier(50), Layer.mle(k, SOFTMAX))}. Every weight is
 * drawn from U(+-sqrt(6/(in+out))) of Glorot and Bengio 2010 whatever the activation, before 2.6
 * from N(0, 2/in) of He et al. 2015; every bias is zero.
 */
final class PerceptronReader {

  /** What RMSProp adds where it is told no epsilon. */
  private static final double EPSILON = 1e-7;

  private PerceptronReader() {}

  static Definition read(Obj mlp, String version) throws Unreadable {
    Place.Line site = mlp.origin().place();
    boolean fitted = mlp.origin() instanceof Origin.Static;
    Told told = fitted ? Told.by(properties(mlp)) : Told.on(mlp);
    List<MlpLayer> stated = fitted ? MlpLayers.fitted(mlp, told) : MlpLayers.of(mlp);
    if (stated.isEmpty()) {
      throw new Unreadable("its layers are not known");
    }
    var layers = new ArrayList<>(stated);
    boolean ends = layers.get(layers.size() - 1).isOutput();
    if (!ends && mlp.type().equals("smile.regression.MLP")) {
      layers.add(
          new MlpLayer(
              "mse",
              List.of(new Value.Whole(1), new Value.Constant("OutputFunction", "LINEAR")),
              site));
    }
    List<Refusal> refusals = Refused.by(layers, told, site);
    boolean early = isEarly(told, version);
    var net = new Perceptron(site);
    boolean begins = layers.get(0).isInput();
    net.input(begins ? Perceptron.size(layers.get(0).argument(0), "inputs") : Dim.symbol("inputs"));
    int number = 0;
    for (MlpLayer layer : layers) {
      String name = layer.isInput() ? "input" : layer.isOutput() ? "output" : layer.kind() + number;
      if (!layer.isInput()) {
        Dim units = Perceptron.size(layer.argument(0), "units" + number);
        dense(net, layer.isKnown() ? name : "layer" + number, units, layer, early);
      }
      dropout(net, name, layer.dropout(), layer.place());
      number++;
    }
    MlpLayer last = layers.get(layers.size() - 1);
    Training training =
        training(told, last.isOutput() ? Optional.of(last) : Optional.empty(), refusals, early);
    return net.definition(
        "smile", fitted ? training.fittedTo(Fitted.data(told, batch(told), site)) : training);
  }

  /** Before 2.6: the rate is a number there, and a function of time ever since. */
  private static boolean isEarly(Told told, String version) {
    return version.matches("2\\.[0-5]\\b.*")
        || told.last("setLearningRate")
            .filter(it -> it.argument(0).text().isEmpty() && it.argument(0).real().isPresent())
            .isPresent();
  }

  private static void dense(Perceptron net, String name, Dim units, MlpLayer layer, boolean early) {
    Optional<Double> in = Perceptron.number(net.size());
    Optional<Double> out = Perceptron.number(units);
    Weights weights = new Weights.Unknown("the variance of " + name + " depends on its fans");
    if (early && in.isPresent()) {
      weights = new Weights.Declared(new Init.Normal("He normal", 0, 2 / in.get()));
    } else if (in.isPresent() && out.isPresent()) {
      double limit = StrictMath.sqrt(6 / (in.get() + out.get()));
      weights = new Weights.Declared(new Init.Uniform("Glorot uniform", -limit, limit));
    }
    Weights zero = new Weights.Declared(new Init.Constant("zero", 0));
    net.dense(name, units, weights, Optional.of(zero), layer.activation(), layer.place());
  }

  private static void dropout(Perceptron net, String name, Value ratio, Place place) {
    if (ratio instanceof Value.Unknown it) {
      net.unknown("the dropout of " + name + ": " + it.reason());
    }
    ratio.real().filter(it -> it > 0).ifPresent(it -> net.dropout(name, it, place));
  }

  private static Value properties(Obj fitted) {
    List<Value> arguments = fitted.origin().arguments();
    return arguments.size() < 3 ? new Value.Nothing() : arguments.get(2);
  }

  private static Training training(
      Told told, Optional<MlpLayer> output, List<Refusal> refusals, boolean early) {
    var places = new LinkedHashMap<String, Place>();
    Optional<Call> rate = told.last("setLearningRate");
    rate.ifPresent(it -> places.put("learningRate", it.place()));
    Optional<Call> rms = told.last("setRMSProp");
    Optional<TrainingDetails.Schedule> changing =
        rate.flatMap(it -> Rates.schedule(it.argument(0), it.place()));
    // What is clipped is the error that comes back to each layer for one sample; a norm goes first.
    Optional<Training.Clipping> clip =
        told.number("setClipNorm")
            .map(it -> new Training.Clipping("l2-per-delta", it))
            .or(
                () ->
                    told.number("setClipValue")
                        .map(it -> new Training.Clipping("value-per-delta", it)));
    var defaults = new HashSet<String>();
    if (rate.isEmpty()) {
      defaults.add("learningRate");
    }
    Loss loss =
        output
            .filter(it -> it.kind().equals("mle"))
            .map(
                it ->
                    it.function().equals("SOFTMAX")
                        ? Loss.SOFTMAX_CROSS_ENTROPY
                        : it.function().equals("SIGMOID") ? Loss.SIGMOID_CROSS_ENTROPY : Loss.OTHER)
            .orElse(Loss.MSE);
    return Training.builder()
        .optimizer(Optional.of(averaged(rms) ? "rmsprop" : "sgd"))
        .learningRate(
            rate.isEmpty()
                ? Optional.of(early ? Rates.EARLY_DEFAULT : Rates.DEFAULT)
                : Rates.first(rate.get().argument(0)))
        .momentum(told.last("setMomentum").flatMap(it -> Rates.first(it.argument(0))))
        .schedule(changing.map(TrainingDetails.Schedule::kind))
        .clipping(clip)
        // A step multiplies the weights by 1 - 2 rate decay.
        .weightDecay(told.number("setWeightDecay").map(it -> 2 * it))
        .loss(Optional.of(loss))
        .details(
            TrainingDetails.builder()
                .lossName(output.map(MlpLayer::kind))
                .schedule(changing)
                .defaults(Set.copyOf(defaults))
                .places(places)
                .hyperparameters(averaged(rms) ? hyperparameters(rms.orElseThrow()) : Map.of())
                .remarks(unread(told))
                .refusals(refusals)
                .build())
        .build();
  }

  /** Where the norm is clipped, the values are not looked at. */
  private static List<Remark> unread(Told told) {
    return told.number("setClipNorm").isPresent() && told.number("setClipValue").isPresent()
        ? told.last("setClipValue").stream()
            .filter(Call::certain)
            .map(
                it ->
                    new Remark(
                        Remark.Kind.UNREAD_SETTING,
                        it.place(),
                        Told.number(it.argument(0)).orElseThrow(),
                        "leave it or setClipNorm(..) out"))
            .toList()
        : List.of();
  }

  /** A decay of zero switches RMSProp off again. */
  private static boolean averaged(Optional<Call> rms) {
    return rms.flatMap(it -> Told.number(it.argument(0))).filter(it -> it == 0).isEmpty()
        && rms.isPresent();
  }

  /**
   * The library adds epsilon to the mean of squares under the root, where others add it behind the
   * root: its own counts as the root of it.
   */
  private static Map<String, Double> hyperparameters(Call rms) {
    var numbers = new LinkedHashMap<String, Double>();
    Told.number(rms.argument(0)).ifPresent(it -> numbers.put("rho", it));
    boolean stated = rms.arguments().size() > 1;
    (stated ? Told.epsilon(rms) : Optional.of(EPSILON))
        .filter(it -> it > 0)
        .ifPresent(it -> numbers.put("epsilon", StrictMath.sqrt(it)));
    return numbers;
  }

  private static Optional<Integer> batch(Told told) {
    return told.last("miniBatch").isEmpty()
        ? Optional.of(32)
        : told.number("miniBatch").map(Double::intValue);
  }
}
