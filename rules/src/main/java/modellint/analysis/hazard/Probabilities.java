package modellint.analysis.hazard;

import java.util.Optional;
import java.util.Set;
import modellint.analysis.hazard.Hazard.Aim;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.analysis.range.Line;
import modellint.analysis.range.Range;
import modellint.graph.Node;

/**
 * The logarithm of a softmax or a sigmoid, which underflow, and of one less such, which cancels.
 * Fused operators compute both from the logits and have neither fault.
 */
final class Probabilities {

  private static final Set<String> MAKERS = Set.of("Softmax", "Sigmoid");

  private Probabilities() {}

  static Optional<Hazard> at(Site site) {
    if (!site.node().is("Log") || !site.isReal()) {
      return Optional.empty();
    }
    String operand = site.node().inputs().get(0);
    Optional<Node> direct = site.origin(operand).filter(it -> isMaker(it));
    if (direct.isPresent()) {
      return underflow(site, direct.get());
    }
    Line line = Line.of(site.origin(operand).map(Node::output).orElse(operand), site.wiring());
    Optional<Node> turned = site.origin(line.base()).filter(it -> isMaker(it));
    boolean complement = Math.abs(line.shift() - 1) < 1e-6 && line.scale() == -1;
    return turned.isPresent() && complement && line.shift() <= 1
        ? cancellation(site, turned.get())
        : Optional.empty();
  }

  private static boolean isMaker(Node node) {
    return node.domain().isEmpty() && MAKERS.contains(node.type());
  }

  private static Optional<Hazard> underflow(Site site, Node maker) {
    Range operand = site.range(0);
    double smallest = site.precision().smallest();
    return operand.within().low() >= smallest
        ? Optional.empty()
        : Optional.of(
            hazard(Kind.PROBABILITY, site, maker, Aim.DOWN, -site.precision().vanishingExponent()));
  }

  private static Optional<Hazard> cancellation(Site site, Node maker) {
    double limit = site.precision().saturatingLogit();
    Range logits = site.ranges().of(maker.inputs().get(0));
    return logits.within().high() < limit && maker.is("Sigmoid")
        ? Optional.empty()
        : Optional.of(hazard(Kind.CANCELLATION, site, maker, Aim.UP, limit));
  }

  private static Hazard hazard(Kind kind, Site site, Node maker, Aim aim, double limit) {
    String logits = maker.inputs().get(0);
    Range range = site.ranges().of(logits);
    Certainty certainty =
        range.declared() && range.within().isBounded() ? Certainty.POSSIBLE : Certainty.UNBOUNDED;
    return new Hazard(kind, site.node(), logits, aim, limit, certainty, range, site.precision());
  }
}
