package modellint.analysis.range;

import java.util.Optional;
import java.util.OptionalDouble;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/**
 * A value as a straight line in another: scale times {@code base} plus shift, element by element.
 * Two values on the same base are related, which intervals alone forget.
 */
public record Line(String base, double scale, double shift) {

  private static final int LONGEST = 16;

  public static Line of(String value, Wiring wiring) {
    Line line = new Line(value, 1, 0);
    for (int step = 0; step < LONGEST; step++) {
      Line at = line;
      Optional<Line> next = wiring.producer(at.base).flatMap(it -> at.back(it, wiring));
      if (next.isEmpty()) {
        return line;
      }
      line = next.get();
    }
    return line;
  }

  private Optional<Line> back(Node node, Wiring wiring) {
    if (!node.domain().isEmpty() || wiring.isFixed(base)) {
      return Optional.empty();
    }
    return switch (node.type()) {
      case "Identity" -> Optional.of(on(node.inputs().get(0), 1, 0));
      case "Cast" ->
          Optional.of(on(node.inputs().get(0), 1, 0))
              .filter(it -> wiring.shapes().type(it.base).isFloating());
      case "Neg" -> Optional.of(on(node.inputs().get(0), -1, 0));
      case "Add" ->
          constant(node, 1, wiring)
              .map(c -> on(node.inputs().get(0), 1, c))
              .or(() -> constant(node, 0, wiring).map(c -> on(node.inputs().get(1), 1, c)));
      case "Sub" ->
          constant(node, 1, wiring)
              .map(c -> on(node.inputs().get(0), 1, -c))
              .or(() -> constant(node, 0, wiring).map(c -> on(node.inputs().get(1), -1, c)));
      case "Mul" ->
          constant(node, 1, wiring)
              .map(c -> on(node.inputs().get(0), c, 0))
              .or(() -> constant(node, 0, wiring).map(c -> on(node.inputs().get(1), c, 0)));
      case "Div" ->
          constant(node, 1, wiring)
              .filter(c -> c != 0)
              .map(c -> on(node.inputs().get(0), 1 / c, 0));
      default -> Optional.empty();
    };
  }

  /** Where the base is {@code times} {@code value} plus {@code plus}. */
  private Line on(String value, double times, double plus) {
    return new Line(value, scale * times, scale * plus + shift);
  }

  private static Optional<Double> constant(Node node, int input, Wiring wiring) {
    OptionalDouble number = wiring.scalar(node.inputs().get(input));
    return number.isPresent() && Double.isFinite(number.getAsDouble())
        ? Optional.of(number.getAsDouble())
        : Optional.empty();
  }
}
