package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.analysis.gaussian.Scalar;
import modellint.analysis.layer.GateBias;
import modellint.graph.Attribute;
import modellint.graph.Node;

/**
 * RNN, LSTM and GRU over T steps. The gradient keeps its profile over time: behind a head that
 * reads the last state, the layer below sees a gradient that grows towards the end.
 */
final class RecurrentTransfer implements Transfer {

  private static final int INITIAL_STATE = 5;
  private static final int PEEPHOLES = 7;

  /** Up to which a mean of a few drawn biases is none. */
  private static final double SAMPLED = 0.1;

  @Override
  public void apply(Step step) {
    Node node = step.node();
    Tracked x = step.tracked(0);
    if (node.integer("layout", 0) != 0) {
      throw new Unmodelled("a recurrent layer with the batch first is not modelled");
    }
    for (int input = INITIAL_STATE; input < PEEPHOLES; input++) {
      if (step.isTracked(input)) {
        throw new Unmodelled("a recurrent layer that starts from a computed state");
      }
    }
    long[] weight = step.dims(step.name(1));
    long[] recurrent = step.dims(step.name(2));
    int directions = (int) weight[0];
    double hidden = recurrent[2];
    double inputs = weight[2];
    double gates = weight[1] / hidden;
    double onInput = inputs * step.moments(1).square();
    double onHidden = hidden * step.moments(2).square();
    int time = Math.toIntExact(x.dim(0));
    var cells = new ArrayList<Cell>();
    for (int d = 0; d < directions; d++) {
      cells.add(cell(step, onHidden));
    }
    double[] profile = x.profile().axis(0, time);
    double arriving = x.signal().moments().unit() * StrictMath.exp(x.signal().moments().log());
    double sum = 0;
    double last = 0;
    for (Cell cell : cells) {
      for (int t = 0; t < time; t++) {
        last = cell.forward(onInput * arriving * profile[t]);
        sum += last;
      }
    }
    Tracked states = state(step, 0, sum / (time * directions));
    Tracked end = state(step, 1, last);
    LayerTrace trace = new LayerTrace(step.layer(), states, Optional.of(end));
    step.trace(trace);
    if (time > 1) {
      trace.recurs(
          () -> {
            Cell cell = cell(step, onHidden);
            for (int t = 0; t < time; t++) {
              cell.forward(onInput * arriving * profile[t]);
            }
            return Recurrence.of(step.layer(), cell, time, onHidden);
          });
    }
    step.onBackward(
        () -> {
          var back = new BackThroughTime(cells, time, onHidden, states, end);
          back.run();
          trace.aligned(back.alignment());
          double rows = step.batch() / gates / directions;
          trace.weightGradient(rows * back.inputSum() * arriving, back.log());
          double perStep = back.inputSum() / time * hidden * step.moments(1).square();
          x.receive(
              Cotangent.of(TwoPoint.of(perStep, 0, 0, back.log()), trace.fluctuation())
                  .in(new Profile(List.of(back.profile()))));
        });
  }

  private static Tracked state(Step step, int output, double square) {
    Signal signal = Signal.plain(square, 0, 0, 0);
    List<String> outputs = step.node().outputs();
    if (output >= outputs.size() || outputs.get(output).isEmpty()) {
      return Tracked.gaussian(new long[0], signal, Profile.FLAT);
    }
    Tracked state = Tracked.gaussian(step.dims(outputs.get(output)), signal, Profile.FLAT);
    step.put(outputs.get(output), state);
    return state;
  }

  private static Cell cell(Step step, double onHidden) {
    Node node = step.node();
    double bias = 2 * step.optional(3).map(FixedMoments::square).orElse(0.0);
    Scalar sigmoid = Activations.SIGMOID;
    Scalar tanh = Activations.TANH;
    List<String> stated = activations(node);
    return switch (node.type()) {
      case "RNN" -> new SimpleCell(simple(stated), onHidden, bias);
      case "GRU" -> {
        requireUsual(stated, List.of("Sigmoid", "Tanh"));
        yield new GruCell(sigmoid, tanh, onHidden, bias);
      }
      case "LSTM" -> {
        requireUsual(stated, List.of("Sigmoid", "Tanh", "Tanh"));
        GateBias.Means means =
            step.fixed().gateBias(node).map(it -> it.beyond(SAMPLED)).orElse(GateBias.Means.NONE);
        double spread = Math.max(0, bias - means.square());
        double peephole = step.optional(PEEPHOLES).map(FixedMoments::square).orElse(0.0);
        yield new LstmCell(sigmoid, tanh, onHidden, spread, means, peephole);
      }
      default -> throw new AssertionError(node.type());
    };
  }

  private static List<String> activations(Node node) {
    return node.attributes().get("activations") instanceof Attribute.Texts it
        ? it.values()
        : List.of();
  }

  private static Scalar simple(List<String> stated) {
    String first = stated.isEmpty() ? "Tanh" : stated.get(0);
    return switch (first) {
      case "Tanh" -> Activations.TANH;
      case "Relu" -> Scalar.leaky(0);
      case "Sigmoid" -> Activations.SIGMOID;
      default -> throw new Unmodelled("a recurrent layer of " + first + " is not modelled");
    };
  }

  private static void requireUsual(List<String> stated, List<String> usual) {
    for (int i = 0; i < stated.size(); i++) {
      if (!stated.get(i).equals(usual.get(i % usual.size()))) {
        throw new Unmodelled("gates of " + stated.get(i) + " are not modelled");
      }
    }
  }
}
