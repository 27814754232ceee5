package modellint.neuroph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;

/**
 * What the networks and the learning rules of Neuroph throw at when they are made or first learn;
 * each was executed. Data with more outputs than the network has are taken: the rest is not read.
 */
final class Refused {

  private static final String NEUROPH = "Neuroph";

  /** Rules that change the thresholds of a perceptron's units, which other units do not have. */
  private static final String OF_THRESHOLDS = ".*\\.(PerceptronLearning|BinaryDeltaRule)";

  private final List<Refusal> all = new ArrayList<>();

  private Refused() {}

  /** Faults of fully connected layers, the inputs first. */
  static List<Refusal> layers(List<Value> sizes, Place.Line site) {
    var refused = new Refused();
    if (sizes.isEmpty()) {
      refused.add(Fault.NO_INPUT_LAYER, NEUROPH, site, 0, 1);
    }
    sizes.stream()
        .flatMap(it -> it.whole().stream())
        .filter(it -> it < 0)
        .findFirst()
        .ifPresent(it -> refused.add(Fault.EMPTY_LAYER, "a layer", site, it, 0));
    return refused.all;
  }

  /** Properties have an empty text for a bias until one is told, and the network casts it. */
  static List<Refusal> properties(Obj properties) {
    boolean told =
        properties.origin().arguments().stream().anyMatch(it -> !isNeuronOrFunction(it))
            || properties.calls().stream().anyMatch(Refused::mayTellBias);
    return told
        ? List.of()
        : List.of(
            new Refusal(
                Fault.UNSTATED_BIAS, "NeuronProperties", properties.origin().place(), 0, 1));
  }

  private static boolean isNeuronOrFunction(Value value) {
    return value instanceof Value.Constant;
  }

  private static boolean mayTellBias(Call call) {
    return !call.method().equals("setProperty")
        || call.argument(0).text().filter(it -> !it.equals("useBias")).isEmpty();
  }

  /**
   * Faults of learning.
   *
   * @param biggest true where more inputs than the network has are refused as fewer are
   */
  static List<Refusal> learning(Obj network, Dim inputs, Dim outputs, boolean biggest) {
    var refused = new Refused();
    network.calls("learn").stream()
        .filter(Call::certain)
        .filter(it -> it.argument(0) instanceof Obj)
        .findFirst()
        .ifPresent(it -> refused.data(it, inputs, outputs, biggest));
    network.calls("setInput").stream()
        .filter(Call::certain)
        .findFirst()
        .ifPresent(it -> refused.input(it, inputs, biggest));
    network.calls("setLearningRule").stream()
        .filter(Call::certain)
        .reduce((first, second) -> second)
        .ifPresent(refused::rule);
    return refused.all;
  }

  private void add(Fault fault, String subject, Place place, double value, double limit) {
    all.add(new Refusal(fault, subject, place, value, limit));
  }

  /** {@code new DataSet(inputs[, outputs])}; without outputs a row has no targets. */
  private void data(Call learn, Dim inputs, Dim outputs, boolean biggest) {
    Obj data = (Obj) learn.argument(0);
    List<Value> sizes = data.origin().arguments();
    if (!data.type().endsWith(".DataSet")
        || sizes.isEmpty()
        || !sizes.stream().allMatch(it -> it.whole().isPresent())) {
      return;
    }
    long in = sizes.get(0).whole().orElseThrow();
    long out = sizes.size() > 1 ? sizes.get(1).whole().orElseThrow() : 0;
    if (inputs.isKnown() && (in < inputs.size() || (biggest && in > inputs.size()))) {
      add(Fault.MISMATCHED_DATA, "inputs", learn.place(), inputs.size(), in);
    }
    if (outputs.isKnown() && out < outputs.size()) {
      add(Fault.MISMATCHED_DATA, "outputs", learn.place(), outputs.size(), out);
    }
  }

  private void input(Call call, Dim inputs, boolean biggest) {
    Optional<Integer> given =
        call.arguments().size() == 1
            ? call.argument(0).elements().map(List::size)
            : Optional.of(call.arguments().size());
    if (inputs.isKnown()
        && given.isPresent()
        && (given.get() < inputs.size() || (biggest && given.get() > inputs.size()))) {
      add(Fault.MISMATCHED_DATA, "inputs", call.place(), inputs.size(), given.get());
    }
  }

  private void rule(Call set) {
    if (set.argument(0) instanceof Obj rule && rule.type().matches(OF_THRESHOLDS)) {
      String name = rule.type().substring(rule.type().lastIndexOf('.') + 1);
      add(Fault.UNFIT_RULE, name, set.place(), 0, 1);
    }
  }

  /** Calls on {@code ResilientPropagation} that it throws at. */
  static List<Refusal> rules(List<Obj> rules) {
    var refused = new Refused();
    rules.stream()
        .filter(it -> it.type().endsWith(".ResilientPropagation"))
        .flatMap(it -> it.calls("setBatchMode").stream())
        .filter(it -> it.certain() && it.argument(0).truth().filter(mode -> !mode).isPresent())
        .findFirst()
        .ifPresent(it -> refused.add(Fault.PURE_BATCH, "ResilientPropagation", it.place(), 1, 0));
    return refused.all;
  }
}
