package modellint.smile;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import modellint.definition.Blocks;
import modellint.definition.Declaration;
import modellint.definition.GraphSketch;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.graph.Attribute;
import modellint.graph.Dim;

/** The normalisations of {@code smile.deep}, each drawn on the tensor named {@code in}. */
record Norms(GraphSketch sketch, Parameters parameters) {

  /** By the statistics of the batch, which are kept as they run. */
  String batch(DeepReader.Part part, String name, String in) {
    Dim size = Perceptron.size(part.argument(0), "channels");
    Declaration scale = parameters.trained(name + ".weight", Parameters.constant(1), size);
    Declaration shift = parameters.trained(name + ".bias", Parameters.constant(0), size);
    Declaration mean = parameters.kept(name + ".running_mean", 0, size);
    Declaration variance = parameters.kept(name + ".running_var", 1, size);
    double epsilon = part.argument(1).real().orElse(1e-5);
    return new Blocks(sketch, name, part.place())
        .batchNorm(in, scale, shift, mean, variance, epsilon);
  }

  /**
   * Wu and He 2018: each group of channels by its own mean and variance, then channel by channel.
   */
  String group(DeepReader.Part part, String name, String in) throws Unreadable {
    long groups = part.whole(0, 0);
    Dim channels = Perceptron.size(part.argument(1), "channels");
    var blocks = new Blocks(sketch, name, part.place());
    String shape = blocks.op("Shape", "Shape", in);
    String grouped = blocks.reshape(in, "Groups", 0, groups, -1);
    String one = sketch.reals(name + "/one", Collections.nCopies((int) groups, 1.0));
    String zero = sketch.reals(name + "/zero", Collections.nCopies((int) groups, 0.0));
    String normal =
        blocks.op(
            "InstanceNormalization",
            "",
            List.of(grouped, one, zero),
            Map.of("epsilon", new Attribute.Real(part.argument(2).real().orElse(1e-5))));
    String result = blocks.op("Reshape", "Ungroup", normal, shape);
    if (!part.argument(3).truth().orElse(true)) {
      return result;
    }
    Dim single = Dim.of(1);
    Declaration scale =
        parameters.trained(name + ".weight", Parameters.constant(1), channels, single, single);
    Declaration shift =
        parameters.trained(name + ".bias", Parameters.constant(0), channels, single, single);
    String scaled = blocks.op("Mul", "Scale", result, blocks.parameter(scale));
    return blocks.op("Add", "Shift", scaled, blocks.parameter(shift));
  }

  /** Zhang and Sennrich 2019: divided by the root of the mean square along the last axis. */
  String rootMeanSquare(DeepReader.Part part, String name, String in) {
    Dim size = Perceptron.size(part.argument(0), "features");
    var blocks = new Blocks(sketch, name, part.place());
    String square = blocks.op("Mul", "Square", in, in);
    String mean =
        blocks.op(
            "ReduceMean",
            "Mean",
            List.of(square),
            Map.of("axes", Blocks.ints(-1), "keepdims", new Attribute.Int(1)));
    String epsilon = blocks.scalar("epsilon", part.argument(1).real().orElse(1e-6));
    String root = blocks.op("Sqrt", "Root", blocks.op("Add", "Add", mean, epsilon));
    String normal = blocks.op("Div", "", in, root);
    Declaration scale = parameters.trained(name + ".weight", Parameters.constant(1), size);
    return blocks.op("Mul", "Scale", normal, blocks.parameter(scale));
  }
}
