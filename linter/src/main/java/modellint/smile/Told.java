package modellint.smile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Unreadable;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;

/**
 * What a perceptron is told about its training, setter by setter: by calls on it, or by the
 * properties that {@code MLP.fit} reads.
 */
record Told(Map<String, Call> setters, List<Call> all) {

  private static final Map<String, String> KEYS =
      Map.of(
          "smile.mlp.layers", "layers",
          "smile.mlp.mini_batch", "miniBatch",
          "smile.mlp.epochs", "epochs",
          "smile.mlp.learning_rate", "setLearningRate",
          "smile.mlp.weight_decay", "setWeightDecay",
          "smile.mlp.momentum", "setMomentum",
          "smile.mlp.clip_value", "setClipValue",
          "smile.mlp.clip_norm", "setClipNorm",
          "smile.mlp.RMSProp.rho", "setRMSProp");

  /** The last call of each setter. */
  static Told on(Obj perceptron) {
    var setters = new LinkedHashMap<String, Call>();
    perceptron.calls().forEach(it -> setters.put(it.method(), it));
    return new Told(setters, perceptron.calls());
  }

  /** Properties, each entry as the call of the setter that the library makes of it. */
  static Told by(Value properties) throws Unreadable {
    if (!(properties instanceof Obj it) || !it.type().equals("java.util.Properties")) {
      throw new Unreadable(
          "the properties of fit are not known" + properties.why().map(": "::concat).orElse(""));
    }
    var setters = new LinkedHashMap<String, Call>();
    for (Call call : it.calls()) {
      if (call.method().startsWith("load") || call.method().equals("putAll")) {
        throw new Unreadable("the properties of fit are read from elsewhere");
      }
      if (call.method().matches("setProperty|put")) {
        Optional<String> key = call.argument(0).text();
        if (key.isEmpty() || !call.certain()) {
          throw new Unreadable("which property line " + call.place().line() + " sets is not known");
        }
        String setter = KEYS.getOrDefault(key.get(), key.get());
        setters.put(setter, new Call(setter, List.of(call.argument(1)), call.place(), true));
      }
    }
    // The epsilon has a property of its own, which the setter of the other two is given as well.
    Call share = setters.get("setRMSProp");
    Call epsilon = setters.get("smile.mlp.RMSProp.epsilon");
    if (share != null && epsilon != null) {
      List<Value> both = List.of(share.argument(0), epsilon.argument(0));
      setters.put("setRMSProp", new Call("setRMSProp", both, share.place(), true));
    }
    return new Told(setters, List.copyOf(setters.values()));
  }

  Optional<Call> last(String setter) {
    return Optional.ofNullable(setters.get(setter));
  }

  /** The number that {@code setter} is given, written as a number or as a text of one. */
  Optional<Double> number(String setter) {
    return last(setter).map(it -> it.argument(0)).flatMap(Told::number).filter(it -> it > 0);
  }

  /** The second number of {@code setRMSProp}; empty where it is left out. */
  static Optional<Double> epsilon(Call rms) {
    return rms.arguments().size() > 1 ? number(rms.argument(1)) : Optional.empty();
  }

  /** A number, or a text of one. */
  static Optional<Double> number(Value value) {
    try {
      return value.real().or(() -> value.text().map(it -> Double.parseDouble(it.strip())));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
