package modellint.rules.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;
import modellint.rules.damage.Limits;
import modellint.rules.damage.Remedy;
import modellint.rules.damage.Scheme;
import modellint.rules.signal.ExplodingGradient;
import modellint.rules.signal.ExplodingSignal;
import modellint.rules.signal.VanishingGradient;
import modellint.rules.signal.VanishingSignal;

/** Activations that grow faster than their input, one behind the other. */
@RuleInfo(
    id = "ML301",
    severity = Severity.ERROR,
    summary = "Activations that grow faster than their input are stacked without normalisation",
    explains = {
      ExplodingSignal.class,
      VanishingSignal.class,
      ExplodingGradient.class,
      VanishingGradient.class,
      DeepPlainRun.class
    },
    docs =
        """
        ## What it does
        Finds squares, cubes, other powers above one, and exponentials that serve as activation of
        two or more layers, where the signal or the gradient then leaves its limits. One such
        function, a variance, an attention or a gate is no stack and is not reported.

        ## Why it matters
        A power p over L layers raises every deviation in scale to the power p to the L: a signal
        ten percent too large is ten times too large four cubes later, and no initialiser can be
        exact enough to prevent it.

        ## How to fix
        Use an activation that grows at most in proportion to its input, or normalise between.

        ## References
        Zhang et al. 2021, AUTOTRAINER, <https://arxiv.org/abs/2010.06753>
        """)
public final class UnboundedActivations implements Rule {

  static final Setting STACK =
      new Setting("unbounded-activations.stack", 2, "Layers that make a stack");

  /** Longest way from a layer to its activation. */
  private static final int WAY = 16;

  @Override
  public List<Setting> settings() {
    var all = new ArrayList<Setting>(Limits.EXPLOSION.settings());
    all.addAll(Limits.VANISHING.settings());
    all.add(STACK);
    return all;
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    Optional<Damage> damage = Damage.worst(subject);
    if (damage.isEmpty()) {
      return Stream.empty();
    }
    Map<Layer, Node> stack = new LinkedHashMap<>();
    for (Layer layer : subject.layers().all()) {
      activation(layer, subject).ifPresent(node -> stack.put(layer, node));
    }
    double limit = subject.setting(STACK);
    return stack.size() < limit
        ? Stream.empty()
        : Stream.of(describe(stack, damage.get(), limit, subject));
  }

  private Finding describe(Map<Layer, Node> stack, Damage damage, double limit, Subject subject) {
    return Finding.of(
        this,
        damage.severity(),
        stack.values().iterator().next().place(),
        "activations that grow faster than their input follow one another",
        List.of(
            damage.measure(),
            new Measure(
                "layers with such an activation",
                new Estimate(stack.size(), Estimate.Basis.EXACT),
                limit)),
        Remedy.redraw(subject, List.copyOf(stack.keySet()), Scheme.HE)
            .exchange(Set.copyOf(stack.values()), "Relu")
            .fix("use ReLU with weights from " + Scheme.HE.advice() + ", or normalise between"));
  }

  /** The node that makes {@code layer}'s output grow too fast, on its way to another layer. */
  private static Optional<Node> activation(Layer layer, Subject subject) {
    Optional<Node> found = Optional.empty();
    String value = layer.node().output();
    for (int step = 0; step < WAY; step++) {
      Optional<Node> next = subject.wiring().reader(value);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      if (subject.layers().of(next.get()).isPresent()) {
        return found;
      }
      boolean fast = growsFast(next.get(), subject);
      if (!fast && next.get().inputs().size() > 1 && !shifts(next.get(), value, subject)) {
        return Optional.empty();
      }
      if (fast && found.isEmpty()) {
        found = next;
      }
      value = next.get().output();
    }
    return Optional.empty();
  }

  /** A sum with, or a change of shape by, something fixed. */
  private static boolean shifts(Node node, String value, Subject subject) {
    return Set.of("Add", "Sub", "Reshape", "Squeeze", "Unsqueeze", "Dropout").contains(node.type())
        && node.inputs().stream()
            .allMatch(it -> it.isEmpty() || it.equals(value) || subject.wiring().isFixed(it));
  }

  private static boolean growsFast(Node node, Subject subject) {
    if (subject.patterns().all().stream().anyMatch(it -> it.nodes().contains(node))) {
      return false;
    }
    if (node.is("Pow")) {
      OptionalDouble exponent = subject.wiring().scalar(node.inputs().get(1));
      return exponent.isPresent() && exponent.getAsDouble() > 1;
    }
    return node.is("Exp") || (node.is("Mul") && node.inputs().get(0).equals(node.inputs().get(1)));
  }
}
