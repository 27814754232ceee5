package modellint.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import modellint.analysis.signal.LayerFlow;
import modellint.analysis.signal.SignalPropagation;
import modellint.bench.Truth.LayerTruth;
import modellint.graph.Graph;
import modellint.rule.Subject;

/**
 * One network's prediction held against its truth, under one loss.
 *
 * @param rows the layers that are both predicted and measured, in graph order
 * @param first the row of the first layer whose gradient was measured; empty where it is not
 *     predicted
 * @param none why there is no prediction
 */
record Trial(Truth truth, String loss, List<Row> rows, Optional<Row> first, Optional<String> none) {

  Trial {
    rows = List.copyOf(rows);
  }

  /** A layer as predicted and as measured. */
  record Row(LayerTruth measured, LayerFlow predicted) {

    /** Predicted less measured; empty where that gradient is exactly zero. */
    OptionalDouble error(Quantity quantity, String loss) {
      Double truth = quantity.measured(measured).get(loss);
      if (truth == null) {
        return OptionalDouble.empty();
      }
      double error = quantity.predicted(predicted) - truth;
      return OptionalDouble.of(Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
    }

    boolean covered(String loss) {
      double truth = measured.gradientLog10().get(loss);
      return predicted.low() <= truth && truth <= predicted.high();
    }
  }

  static Trial of(Truth truth, Graph graph, String loss) {
    SignalPropagation signal = new Subject(graph, Map.of(), truth.assumptions(loss)).signal();
    var flows = new HashMap<String, LayerFlow>();
    signal.layers().forEach(flow -> flows.put(flow.layer().node().output(), flow));
    var rows = new ArrayList<Row>();
    for (LayerTruth layer : truth.layers()) {
      if (flows.containsKey(layer.output()) && layer.gradientLog10().containsKey(loss)) {
        rows.add(new Row(layer, flows.get(layer.output())));
      }
    }
    Optional<LayerTruth> wanted =
        truth.layers().stream().filter(it -> it.gradientLog10().containsKey(loss)).findFirst();
    Optional<Row> first =
        rows.stream().filter(row -> Optional.of(row.measured()).equals(wanted)).findFirst();
    Optional<String> none =
        first.isPresent()
            ? Optional.empty()
            : signal
                .abstained()
                .or(() -> wanted.map(it -> "no prediction for " + it.weight()))
                .or(() -> Optional.of("gradient is zero"));
    return new Trial(truth, loss, rows, first, none);
  }

  OptionalDouble error(Quantity quantity) {
    return first.isPresent() ? first.get().error(quantity, loss) : OptionalDouble.empty();
  }

  /** Standard deviation of the measurement over its seeds; zero where there is none. */
  double spread(Quantity quantity) {
    return first.map(row -> quantity.spread(row.measured()).getOrDefault(loss, 0.0)).orElse(0.0);
  }
}
