package modellint.dl4j;

import java.util.Map;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/** What {@code OutputLayerUtil} of 1.0.0-beta4 and later refuses of output and loss layers. */
final class OutputChecks {

  /** Functions that leave [0, 1], with the outermost value that they give. */
  private static final Map<String, Double> UNBOUNDED =
      Map.ofEntries(
          Map.entry("cube", Double.NEGATIVE_INFINITY),
          Map.entry("elu", -1.0),
          Map.entry("hardtanh", -1.0),
          Map.entry("identity", Double.NEGATIVE_INFINITY),
          Map.entry("leakyrelu", Double.NEGATIVE_INFINITY),
          Map.entry("prelu", Double.NEGATIVE_INFINITY),
          Map.entry("rationaltanh", -1.7159),
          Map.entry("relu", Double.POSITIVE_INFINITY),
          Map.entry("relu6", 6.0),
          Map.entry("rrelu", Double.NEGATIVE_INFINITY),
          Map.entry("selu", -1.7581),
          Map.entry("softplus", Double.POSITIVE_INFINITY),
          Map.entry("softsign", -1.0),
          Map.entry("swish", Double.POSITIVE_INFINITY),
          Map.entry("tanh", -1.0),
          Map.entry("thresholdedrelu", Double.POSITIVE_INFINITY));

  private OutputChecks() {}

  static void check(Drawing it, Refusals refusals) {
    String type = it.settings().type();
    if (!Losses.isOutput(type) || type.equals("Cnn3DLossLayer")) {
      return;
    }
    boolean own = type.endsWith("OutputLayer");
    String function = Functions.word(it.settings().activation());
    String loss = Losses.word(it.settings()).orElse("");
    Optional<Long> units = it.own().value("nOut", "units").flatMap(Value::whole);
    boolean classes = loss.matches("mcxent|negativeloglikelihood|sparse_?mcxent");
    boolean events = loss.equals("xent");
    if (own && units.filter(n -> n == 1).isPresent() && function.equals("softmax")) {
      refusals.add(Fault.SINGLE_UNIT_SOFTMAX, function, it.place(), 1, 2);
    }
    // Identity on a loss layer may stand on a softmax before it.
    boolean through = !own && function.equals("identity");
    if ((classes || events) && UNBOUNDED.containsKey(function) && !through) {
      double outermost = UNBOUNDED.getOrDefault(function, 0.0);
      refusals.add(
          Fault.UNBOUNDED_PROBABILITY,
          function.equals("identity") ? "no activation" : function,
          it.place(),
          outermost,
          outermost < 0 ? 0 : 1);
    }
    double many = units.filter(n -> n > 1).map(n -> (double) n).orElse(2.0);
    if (events && function.equals("softmax")) {
      refusals.add(Fault.SOFTMAX_OF_EVENTS, function, it.place(), 1, many);
    }
    if (classes && function.equals("sigmoid")) {
      refusals.add(Fault.SIGMOID_OF_CLASSES, function, it.place(), many, 1);
    }
  }
}
