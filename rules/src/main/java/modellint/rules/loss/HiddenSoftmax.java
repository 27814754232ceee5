package modellint.rules.loss;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.graph.Dim;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.graph.Shape;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A softmax between two layers, where an activation is meant. */
@RuleInfo(
    id = "ML317",
    severity = Severity.WARNING,
    summary = "A softmax is the activation of a hidden layer",
    docs =
        """
        ## What it does
        Finds a softmax over the features that a dense layer gives, read by another dense layer
        and nothing else. Attention, gates and mixtures multiply by something that the network has
        computed, and are not reported; neither are few units, nor a number that is not known.

        ## Why it matters
        The outputs sum to one, so each of n units carries about one n-th: signal and gradient
        shrink by log10(n) decades, and raising one unit lowers all others. More units do not help:
        perceptrons with 8, 16, 64 and 256 of them came to losses of 1.1, 1.0, 0.9 and 0.9, and with
        tanh in the place of the softmax to 0.9, 0.6, 0.3 and 0.3, where guessing gives 2.3.

        ## How to fix
        `.activation(Activation.RELU)` or TANH on the hidden layer, the softmax on the output alone.

        ## References
        Goodfellow, Bengio and Courville 2016, Deep Learning, section 6.3,
        <https://www.deeplearningbook.org/contents/mlp.html>
        """)
public final class HiddenSoftmax implements Rule {

  /**
   * With 8 units the loss fell six sevenths as far as with tanh, with 64 seven tenths as far
   * (fixtures/recipes/limits.py, softmax). Four units lost a quarter of it and two lost half, but
   * so few may be a gate.
   */
  static final Setting UNITS =
      new Setting("hidden-softmax.units", 8, "Units from which a softmax is no gate of a few");

  private static final Set<String> DENSE = Set.of("Gemm", "MatMul");
  private static final Set<String> PASSING = Set.of("Identity", "Dropout", "Cast");
  private static final int LONGEST = 4;

  @Override
  public List<Setting> settings() {
    return List.of(UNITS);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.graph().nodes().stream()
        .filter(it -> it.is("Softmax") && isBetweenLayers(it, subject))
        .flatMap(it -> units(it, subject).map(units -> describe(it, units, subject)).stream());
  }

  private static boolean isBetweenLayers(Node softmax, Subject subject) {
    return layerBehind(softmax, subject) && layerBefore(softmax, subject);
  }

  private static boolean layerBehind(Node softmax, Subject subject) {
    Optional<Node> at = subject.wiring().reader(softmax.output());
    for (int step = 0; step < LONGEST && at.isPresent(); step++) {
      if (!PASSING.contains(at.get().type())) {
        return isDense(at.get(), subject);
      }
      at = subject.wiring().reader(at.get().output());
    }
    return false;
  }

  private static boolean layerBefore(Node softmax, Subject subject) {
    Optional<Node> at = softmax.input(0).flatMap(subject.wiring()::producer);
    boolean biased = at.filter(it -> it.is("Add")).isPresent();
    return (biased
            ? at.get().inputs().stream().flatMap(it -> subject.wiring().producer(it).stream())
            : at.stream())
        .anyMatch(it -> isDense(it, subject));
  }

  /** With weights of its own; the product of two computed matrices is attention. */
  private static boolean isDense(Node node, Subject subject) {
    return DENSE.contains(node.type()) && subject.layers().of(node).map(Layer::weight).isPresent();
  }

  private static Optional<Long> units(Node softmax, Subject subject) {
    long stated = softmax.integer("axis", softmax.opset() < 13 ? 1 : -1);
    return subject
        .shapes()
        .shape(softmax.output())
        .filter(it -> stated == -1 || stated == it.rank() - 1)
        .map(Shape::dims)
        .map(it -> it.get(it.size() - 1))
        .filter(Dim::isKnown)
        .map(Dim::size)
        .filter(it -> it >= subject.setting(UNITS));
  }

  private Finding describe(Node softmax, long units, Subject subject) {
    return Finding.of(
        this,
        Severity.WARNING,
        softmax.place(),
        "a softmax as a hidden activation leaves each unit one share of one",
        List.of(
            new Measure(
                "units that share it",
                new Estimate(units, Estimate.Basis.EXACT),
                subject.setting(UNITS))),
        Fix.of("use a rectifier or tanh here: .activation(Activation.RELU)"));
  }
}
