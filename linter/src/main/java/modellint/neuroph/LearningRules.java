package modellint.neuroph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.graph.TrainingDetails.Remark;

/**
 * How a network learns: the rule that its constructor sets, or another one given to it. Rates are
 * 0.1 unless stated, momentum is 0.25, and every sample is a step of its own.
 */
final class LearningRules {

  private static final String RULES = "org.neuroph.nnet.learning.";

  private LearningRules() {}

  /**
   * @param rule the one of the constructor
   */
  static Training of(Obj network, String rule) {
    return of(network, rule, List.of());
  }

  static Training of(Obj network, String rule, List<Remark> remarks) {
    Optional<Call> set = network.calls("setLearningRule").stream().reduce((a, b) -> b);
    // getLearningRule() gives the one rule each time; every such result may be told something.
    var rules = new ArrayList<Obj>();
    String type = RULES + rule;
    if (set.isPresent() && set.get().argument(0) instanceof Obj it) {
      rules.add(it);
      type = it.type();
    }
    network.program().ifPresent(it -> rules.addAll(it.results(network, "getLearningRule")));
    return type.startsWith(RULES)
        ? of(network, type.substring(RULES.length()), set, rules, remarks)
        : Training.UNKNOWN;
  }

  private static Training of(
      Obj network, String rule, Optional<Call> set, List<Obj> rules, List<Remark> remarks) {
    var places = new LinkedHashMap<String, Place>();
    set.ifPresent(it -> places.put("optimizer", it.place()));
    Optional<Call> rate = last(rules, "setLearningRate");
    rate.ifPresent(it -> places.put("learningRate", it.place()));
    Optional<Call> momentum = last(rules, "setMomentum");
    boolean moving = rule.matches("(Momentum|Convolutional)Back[Pp]ropagation");
    boolean resilient = rule.equals("ResilientPropagation");
    return Training.builder()
        .optimizer(Optional.of(resilient ? "rprop" : moving ? "momentum" : "sgd"))
        .learningRate(
            resilient
                ? Optional.empty()
                : rate.isPresent() ? rate.get().argument(0).real() : Optional.of(0.1))
        .momentum(
            !moving
                ? Optional.empty()
                : momentum.isPresent() ? momentum.get().argument(0).real() : Optional.of(0.25))
        .loss(Optional.of(Loss.MSE))
        .batchSize(Optional.of(1))
        .details(
            TrainingDetails.builder()
                .lossName(Optional.of("meansquarederror"))
                .defaults(rate.isPresent() ? Set.of("loss") : Set.of("loss", "learningRate"))
                .places(places)
                .remarks(
                    Stream.of(
                            remarks.stream(),
                            halved(network),
                            moving ? forgotten(network, rules) : Stream.<Remark>empty())
                        .flatMap(it -> it)
                        .toList())
                .refusals(Refused.rules(rules))
                .build())
        .build();
  }

  /** The error of an output is the difference itself, the slope of half its square. */
  static Stream<Remark> halved(Obj network) {
    return Stream.of(new Remark(Remark.Kind.SUMMED_OUTPUTS, network.origin().place(), 0.5, ""));
  }

  /** Sample by sample, 2.98 sets a change back to zero before the momentum of the next reads it. */
  private static Stream<Remark> forgotten(Obj network, List<Obj> rules) {
    Optional<Call> batched = last(rules, "setBatchMode");
    return batched.isEmpty() || batched.get().argument(0).truth().filter(it -> !it).isPresent()
        ? Stream.of(new Remark(Remark.Kind.FORGOTTEN_MOMENTUM, network.origin().place(), 0, ""))
        : Stream.empty();
  }

  private static Optional<Call> last(List<Obj> rules, String setter) {
    return rules.stream().flatMap(it -> it.calls(setter).stream()).reduce((a, b) -> b);
  }
}
