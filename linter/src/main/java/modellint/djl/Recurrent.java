package modellint.djl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;

/** LSTM, GRU and RNN in stacks, one ONNX operator for each layer of the stack. */
final class Recurrent {

  private Recurrent() {}

  static List<Tensor> draw(Walk walk, Settings settings, List<Tensor> inputs) {
    Shape sequence =
        new Shape(List.of(Dim.symbol("N"), Dim.symbol("time"), Dim.symbol("features")));
    Tensor x = walk.shaped(inputs.get(0), sequence);
    if (x.shape().orElseThrow().rank() != 3) {
      int rank = x.shape().orElseThrow().rank();
      throw walk.refused(Fault.UNFIT_AXES, settings.type(), rank, sequence.rank());
    }
    boolean batchFirst = settings.truth(true, "optBatchFirst");
    Dim stack = Layers.units(walk, settings, "setNumLayers");
    if (!stack.isKnown() || stack.size() >= 1000) {
      throw new Undetermined("setNumLayers is not known");
    }
    long layers = stack.size();
    if (settings.built()
        && settings.type().equals("RNN")
        && settings.last("setActivation").isEmpty()) {
      walk.refusals().add(Fault.UNSET_NUMBER, "the activation of RNN", 0, 1);
    }
    crossed(walk, settings, x.shape().orElseThrow().dim(2), layers);
    Optional<Double> drop = settings.value("optDropRate").flatMap(Value::real);
    Tensor at = batchFirst ? transposed(walk, x) : x;
    Dim size = Layers.units(walk, settings, "setStateSize");
    var states = new ArrayList<List<String>>();
    for (int i = 0; i < layers; i++) {
      List<String> before = before(walk, settings, inputs, i, (int) layers);
      Layer layer = layer(walk, settings, at, size, i, before);
      at = layer.steps();
      states.add(layer.states());
      if (drop.isPresent() && drop.get() != 0 && i < layers - 1) {
        at = Layers.dropout(walk, at, drop);
      }
    }
    var all = new ArrayList<>(List.of(batchFirst ? transposed(walk, at) : at));
    if (settings.truth(false, "optReturnState")) {
      Dim count = Dim.of(layers * directions(settings).size());
      Shape shape = new Shape(List.of(count, at.shape().orElseThrow().dim(1), size));
      for (int kind = 0; kind < kinds(settings); kind++) {
        int which = kind;
        List<String> parts = states.stream().map(it -> it.get(which)).toList();
        all.add(Tensor.of(joined(walk, parts, 0), shape));
      }
    }
    return all;
  }

  /**
   * The engine is given the weights of both directions before the biases of either, and takes the
   * second direction's weight for the first one's bias. An LSTM gets by where that can be spread.
   */
  private static void crossed(Walk walk, Settings settings, Dim in, long layers) {
    boolean both = settings.truth(false, "optBidirectional");
    if (!both || !settings.truth(true, "optHasBiases")) {
      return;
    }
    Optional<Long> size = settings.value("setStateSize").flatMap(Value::whole);
    boolean spread =
        settings.type().equals("LSTM")
            && (size.isEmpty()
                || size.get() == 1
                || (layers == 1 && (!in.isKnown() || in.size() == 1 || in.size() == size.get())));
    if (!spread) {
      walk.refusals().ofPyTorch(Fault.CROSSED_DIRECTIONS, settings.type(), settings.place(), 2, 1);
    }
  }

  /** An LSTM has a hidden state and a cell, the others a hidden state alone. */
  private static int kinds(Settings settings) {
    return settings.type().equals("LSTM") ? 2 : 1;
  }

  private static List<String> directions(Settings settings) {
    return settings.truth(false, "optBidirectional") ? List.of("l", "r") : List.of("l");
  }

  /** The states that the layer at {@code index} of the stack begins with, where they are given. */
  private static List<String> before(
      Walk walk, Settings settings, List<Tensor> inputs, int index, int layers) {
    int last = Math.min(inputs.size(), 1 + kinds(settings));
    int sides = directions(settings).size();
    return inputs.subList(1, last).stream()
        .map(
            it ->
                layers == 1
                    ? it.name()
                    : walk.blocks()
                        .op(
                            "Slice",
                            "State",
                            it.name(),
                            walk.blocks().integers("from", (long) index * sides),
                            walk.blocks().integers("to", (index + 1L) * sides),
                            walk.blocks().integers("axis", 0)))
        .toList();
  }

  private static Tensor transposed(Walk walk, Tensor x) {
    return new Reshapes(walk).transpose(x, List.of(1L, 0L, 2L));
  }

  private record Layer(Tensor steps, List<String> states) {}

  private static Layer layer(
      Walk walk, Settings settings, Tensor x, Dim size, int index, List<String> before) {
    int gates = settings.type().equals("LSTM") ? 4 : settings.type().equals("GRU") ? 3 : 1;
    List<String> directions = directions(settings);
    boolean both = directions.size() > 1;
    Shape in = x.shape().orElseThrow();
    Dim rows = size.times(Dim.of(gates));
    String number = "_" + index + "_";
    var operands = new ArrayList<>(List.of(x.name()));
    for (String part : List.of("i2h", "h2h")) {
      Dim columns = part.equals("i2h") ? in.dim(2) : size;
      Shape shape = new Shape(List.of(rows, columns));
      Shape drawn = new Shape(List.of(Dim.of(1), rows, columns));
      var weights = new ArrayList<String>();
      for (String direction : directions) {
        weights.add(
            walk.parameters()
                .declare(
                    walk.path(),
                    direction + number + part + "_WEIGHT",
                    ParameterType.WEIGHT,
                    shape,
                    drawn,
                    true));
      }
      operands.add(joined(walk, weights, 0));
    }
    if (settings.truth(true, "optHasBiases")) {
      operands.add(biases(walk, directions, number, rows));
    }
    if (!before.isEmpty()) {
      if (operands.size() < 4) {
        operands.add("");
      }
      operands.add("");
      operands.addAll(before);
    }
    var attributes = new LinkedHashMap<String, Attribute>();
    if (size.isKnown()) {
      attributes.put("hidden_size", new Attribute.Int(size.size()));
    }
    if (both) {
      attributes.put("direction", new Attribute.Text("bidirectional"));
    }
    if (settings.type().equals("GRU")) {
      attributes.put("linear_before_reset", new Attribute.Int(1));
    }
    if (settings.type().equals("RNN")) {
      String function = activation(settings);
      attributes.put(
          "activations",
          new Attribute.Texts(both ? List.of(function, function) : List.of(function)));
    }
    List<String> results = results(walk, settings, operands, attributes);
    Dim width = both ? size.times(Dim.of(2)) : size;
    Shape out = new Shape(List.of(in.dim(0), in.dim(1), width));
    return new Layer(
        Tensor.of(steps(walk, results.get(0), both, width), out),
        results.subList(1, results.size()));
  }

  private static List<String> results(
      Walk walk, Settings settings, List<String> operands, Map<String, Attribute> attributes) {
    return walk.sketch()
        .node(
            "",
            settings.type(),
            walk.path().isEmpty() ? settings.type() : walk.path(),
            operands,
            attributes,
            1 + kinds(settings),
            settings.place());
  }

  private static String biases(Walk walk, List<String> directions, String number, Dim rows) {
    Shape shape = new Shape(List.of(rows));
    Shape drawn = new Shape(List.of(Dim.of(1), rows));
    var lines = new ArrayList<String>();
    for (String direction : directions) {
      var parts = new ArrayList<String>();
      for (String part : List.of("i2h", "h2h")) {
        parts.add(
            walk.parameters()
                .declare(
                    walk.path(),
                    direction + number + part + "_BIAS",
                    ParameterType.BIAS,
                    shape,
                    drawn,
                    true));
      }
      lines.add(joined(walk, parts, 1));
    }
    return joined(walk, lines, 0);
  }

  private static String joined(Walk walk, List<String> parts, int axis) {
    return parts.size() == 1
        ? parts.get(0)
        : walk.blocks().op("Concat", "Concat", parts, Pools.axis(axis));
  }

  private static String activation(Settings settings) {
    return settings.value("setActivation").orElse(new Value.Nothing()) instanceof Value.Constant c
        ? c.name().toUpperCase(Locale.ROOT).equals("RELU") ? "Relu" : "Tanh"
        : "Tanh";
  }

  /** [time, directions, N, size] to [time, N, directions * size]. */
  private static String steps(Walk walk, String all, boolean both, Dim width) {
    if (!both) {
      return walk.blocks().op("Squeeze", "Squeeze", all, walk.blocks().integers("axis", 1));
    }
    String side =
        walk.blocks()
            .op("Transpose", "Directions", List.of(all), Map.of("perm", Blocks.ints(0, 2, 1, 3)));
    return walk.blocks().reshape(side, "Join", 0, 0, width.isKnown() ? width.size() : -1);
  }
}
