package modellint.analysis.signal;

import java.util.List;
import java.util.Optional;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.Layers;
import modellint.analysis.layer.Trunk;
import modellint.analysis.pattern.Patterns;
import modellint.graph.Graph;

/**
 * What becomes of the last step's gradient on its way back through time to the first, at the gates
 * of one recurrent layer, before training: for simple recurrence h s2_R E[f'^2] to the power of the
 * steps (Pascanu et al. 2013, arXiv:1211.5063; Chen et al. 2018, arXiv:1806.05394), with gates the
 * products of their moments (Gilboa et al. 2019, arXiv:1901.08987) and the {@link PathsThroughTime}
 * that the shared weights bring together.
 *
 * @param steps length of the sequence, as stated or assumed
 * @param decades log10 of the gradient's root mean square at the first step over that at the last
 */
public record Recurrence(Layer layer, int steps, double decades) {

  /**
   * Decades a step by which networks of 64 units differ from the prediction, in 95 of 100: the
   * largest eigenvalue of one draw, which falls off as the root of the width. Over 60 layers of 32
   * to 256 units, of all three kinds at the initialisers of PyTorch and DL4J and over 50 and 200
   * steps, with five draws each.
   */
  private static final double DRAWS = 0.024;

  private static final double WIDTH = 64;

  /** What the first and the last step add. */
  private static final double ENDS = 0.2;

  /** Decades that one step adds. */
  public double perStep() {
    return decades / (steps - 1);
  }

  /** Decades over another number of steps. */
  public double over(long other) {
    return perStep() * (other - 1);
  }

  /** Half of the interval about {@link #over} that holds 95 of 100 networks. */
  public double spread(long other) {
    double units = Math.max(1, layer.units());
    return ENDS + DRAWS * StrictMath.sqrt(WIDTH / units) * (other - 1);
  }

  /** The recurrent layers of the graph whose input can be predicted, in graph order. */
  public static List<Recurrence> of(
      Graph graph, Layers layers, Patterns patterns, Trunk trunk, Assumptions assumptions) {
    if (layers.all().stream().allMatch(it -> it.recurrent().isEmpty())) {
      return List.of();
    }
    return Propagation.forward(graph, layers, patterns, trunk, assumptions).stream()
        .flatMap(it -> it.traces().stream())
        .map(LayerTrace::recurrence)
        .flatMap(Optional::stream)
        .map(it -> layers.of(it.layer().node()).map(it::of).orElse(it))
        .filter(it -> Double.isFinite(it.decades()))
        .toList();
  }

  private Recurrence of(Layer other) {
    return new Recurrence(other, steps, decades);
  }

  /**
   * Runs a gradient back that enters at the last step alone.
   *
   * @param cell as {@code steps} steps forward have left it
   */
  static Recurrence of(Layer layer, Cell cell, int steps, double onHidden) {
    double last = Double.NaN;
    double arrived = Double.NaN;
    int taken = 0;
    double carried = 1;
    var paths = new PathsThroughTime(onHidden);
    for (int back = 0; back < steps; back++) {
      Cell.Back at = cell.backward(carried, paths.meeting());
      paths.back(at.memory());
      carried = onHidden * at.earlier() + at.direct();
      if (!(at.input() > 0) || Double.isInfinite(at.input())) {
        break;
      }
      last = back == 0 ? at.input() : last;
      arrived = at.input();
      taken = back;
    }
    // Beyond the range of a double it goes on as it went.
    double perStep = StrictMath.log10(arrived / last) / 2 / taken;
    return new Recurrence(layer, steps, perStep * (steps - 1));
  }
}
