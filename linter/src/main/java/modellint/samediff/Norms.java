package modellint.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Declaration;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Shape;
import modellint.graph.Weights;

/**
 * Normalisation. {@code batchNorm} uses the mean and the variance that it is handed and computes
 * none; only {@code moments} of the same batch make it what the name says.
 */
final class Norms {

  private Norms() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    Optional<String> result =
        switch (it.method()) {
          case "batchNorm" -> Optional.of(batch(drawing, it));
          case "layerNorm" -> Optional.of(layer(drawing, it));
          case "standardize" -> Optional.of(layer(drawing, it));
          case "localResponseNormalization" -> Optional.of(response(drawing, it));
          default -> Optional.empty();
        };
    return result.map(List::of);
  }

  private static String batch(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    var operands = new ArrayList<Obj>();
    for (int i = 0; i < 5; i++) {
      operands.add(it.operand(i).orElseThrow(() -> new Undetermined("batchNorm is not modelled")));
    }
    List<Long> axes = it.integers();
    if (axes.size() != 1 || it.isOpen(5)) {
      throw new Undetermined("the axis of batchNorm is not known");
    }
    String x = drawing.draw(operands.get(0));
    String gamma = drawing.draw(operands.get(3), 1);
    String beta = drawing.draw(operands.get(4), 1);
    double epsilon =
        it.arguments().get(5).real().orElseThrow(() -> new Undetermined("epsilon of batchNorm"));
    boolean own =
        isMoment(operands.get(1), operands.get(0), 0)
            && isMoment(operands.get(2), operands.get(0), 1);
    Dim channels = drawing.shape(gamma).map(Shape::elements).orElse(Dim.symbol("channels"));
    Blocks blocks = drawing.blocks(it);
    String mean = own ? running(blocks, "mean", channels, 0) : drawing.draw(operands.get(1), 1);
    String variance =
        own ? running(blocks, "variance", channels, 1) : drawing.draw(operands.get(2), 1);
    int rank = axes.get(0) == 1 ? 0 : drawing.rank(x);
    long[] first = order(rank, 1, (int) (long) axes.get(0));
    String turned = rank > 2 ? blocks.transpose(x, "ChannelsFirst", first) : x;
    String normal =
        own
            ? blocks.batchNorm(turned, gamma, beta, mean, variance, epsilon)
            : blocks.op(
                "BatchNormalization",
                "",
                List.of(turned, gamma, beta, mean, variance),
                Map.of("epsilon", new Attribute.Real(epsilon)));
    return rank > 2
        ? blocks.transpose(normal, "ChannelsBack", order(rank, (int) (long) axes.get(0), 1))
        : normal;
  }

  /** The order of axes that moves axis {@code from} to {@code to}. */
  private static long[] order(int rank, int to, int from) {
    var rest = new ArrayList<Long>();
    for (long i = 0; i < rank; i++) {
      if (i != from) {
        rest.add(i);
      }
    }
    if (rank > 0) {
      rest.add(to, (long) from);
    }
    return rest.stream().mapToLong(it -> it).toArray();
  }

  private static boolean isMoment(Obj statistic, Obj x, int output) {
    return Operation.of(statistic)
        .filter(it -> it.method().equals("moments") && it.output() == output)
        .flatMap(it -> it.operand(0))
        .filter(it -> it == x)
        .isPresent();
  }

  private static String running(Blocks blocks, String name, Dim channels, double value) {
    return blocks.parameter(
        new Declaration(
            name,
            new Shape(List.of(channels)),
            new Weights.Declared(new Init.Constant("statistics of the batch", value))));
  }

  /** Over the last dimensions; no epsilon. */
  private static String layer(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    List<Long> axes = it.integers();
    if (it.operand(0).isEmpty() || axes.isEmpty() || it.isOpen(1)) {
      throw new Undetermined("the dimensions of " + it.method() + " are not known");
    }
    String x = drawing.draw(it.operand(0).get());
    int rank = drawing.rank(x);
    List<Long> sorted = axes.stream().map(axis -> axis < 0 ? axis + rank : axis).sorted().toList();
    Optional<Obj> gain = it.operand(1);
    Optional<Obj> bias = it.operand(2);
    boolean last = sorted.get(0) == rank - sorted.size();
    if (!last || (gain.isPresent() && sorted.size() > 1)) {
      throw new Undetermined(it.method() + " over other than the last dimension is not modelled");
    }
    var operands = new ArrayList<>(List.of(x));
    String scale = gain.isPresent() ? drawing.draw(gain.get(), 1) : "";
    String shift = bias.isPresent() ? drawing.draw(bias.get(), 1) : "";
    Blocks blocks = drawing.blocks(it);
    operands.add(scale.isEmpty() ? ones(drawing, blocks, x, sorted) : scale);
    if (!shift.isEmpty()) {
      operands.add(shift);
    }
    return blocks.op(
        "LayerNormalization",
        "",
        operands,
        Map.of("axis", new Attribute.Int(sorted.get(0) - rank), "epsilon", new Attribute.Real(0)));
  }

  private static String ones(Drawing drawing, Blocks blocks, String x, List<Long> axes) {
    List<Dim> dims = drawing.shape(x).map(Shape::dims).orElse(List.of());
    return blocks.parameter(
        new Declaration(
            "one",
            new Shape(axes.stream().map(axis -> dims.get((int) (long) axis)).toList()),
            new Weights.Declared(new Init.Constant("no gain", 1))));
  }

  /** Over neighbours on the last axis, {@code depth} on either side, whatever that axis means. */
  private static String response(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    Config config =
        it.config("Config").orElseThrow(() -> new Undetermined("a configuration is not known"));
    String x =
        drawing.draw(
            it.operand(0).orElseThrow(() -> new Undetermined("an operand is not known")), 4);
    long size = 2 * config.whole("depth", 0) + 1;
    Blocks blocks = drawing.blocks(it);
    String turned = blocks.transpose(x, "LastFirst", 0, 3, 1, 2);
    String normal =
        blocks.op(
            "LRN",
            "",
            List.of(turned),
            Map.of(
                "size", new Attribute.Int(size),
                "alpha", new Attribute.Real(config.real("alpha", 0) * size),
                "beta", new Attribute.Real(config.real("beta", 0)),
                "bias", new Attribute.Real(config.real("bias", 0))));
    return blocks.transpose(normal, "LastBack", 0, 2, 3, 1);
  }
}
