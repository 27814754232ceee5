package modellint.smile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modellint.definition.Blocks;
import modellint.definition.Declaration;
import modellint.definition.GraphSketch;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;

/** Convolutions and pooling of {@code smile.deep}, each drawn on the images named {@code in}. */
record Windows(GraphSketch sketch, Parameters parameters, List<Refusal> refusals) {

  /** Numbers of a convolution that must not be smaller than one. */
  private static final Map<Integer, String> LEAST_ONE =
      new TreeMap<>(
          Map.of(
              0, "the input channels",
              1, "the output channels",
              2, "the kernel",
              3, "the stride",
              5, "the dilation",
              6, "the groups"));

  /** True where the library throws at the numbers of a convolution. */
  boolean refuses(DeepReader.Part part, String name) {
    int before = refusals.size();
    LEAST_ONE.forEach((index, what) -> least(part, index, 1, what + " of " + name));
    least(part, 4, 0, "the padding of " + name);
    return refusals.size() > before || isUndivided(part);
  }

  /** Channels in and out are both divided among the groups. */
  private boolean isUndivided(DeepReader.Part part) {
    Optional<Long> groups = part.argument(6).whole();
    for (int index = 0; groups.isPresent() && index < 2; index++) {
      Optional<Long> channels = part.argument(index).whole();
      if (channels.isPresent() && channels.get() % groups.get() != 0) {
        refuse(
            Fault.UNSHARED_CHANNELS,
            LEAST_ONE.getOrDefault(index, ""),
            part,
            channels.get() % groups.get(),
            0);
        return true;
      }
    }
    return false;
  }

  /** A normalisation by groups shares its channels among them. */
  void groups(DeepReader.Part part) {
    Optional<Long> groups = part.argument(0).whole().filter(it -> it > 0);
    Optional<Long> channels = part.argument(1).whole();
    if (groups.isPresent() && channels.isPresent() && channels.get() % groups.get() != 0) {
      refuse(Fault.UNSHARED_CHANNELS, "the channels", part, channels.get() % groups.get(), 0);
    }
  }

  /** Objects to a whole number below {@code least}. */
  void least(DeepReader.Part part, int index, long least, String subject) {
    part.argument(index)
        .whole()
        .filter(it -> it < least)
        .ifPresent(it -> refuse(Fault.SMALL_SETTING, subject, part, it, least));
  }

  void refuse(Fault fault, String subject, DeepReader.Part part, double value, double limit) {
    refusals.add(new Refusal(fault, subject, part.place(), value, limit));
  }

  String conv(DeepReader.Part part, String name, String in) throws Unreadable {
    Dim inputs = Perceptron.size(part.argument(0), "in");
    Dim outputs = Perceptron.size(part.argument(1), "out");
    long kernel = part.whole(2, 0);
    long stride = part.whole(3, 1);
    long dilation = part.whole(5, 1);
    Optional<String> word = part.argument(4).text();
    long padding =
        word.isEmpty()
            ? part.whole(4, 0)
            : word.get().equals("same") ? dilation * (kernel - 1) / 2 : 0;
    if (part.argument(8).text().filter(it -> !it.equals("zeros")).isPresent()) {
      throw new Unreadable("padding by anything but zeros is not modelled");
    }
    long groups = part.whole(6, 1);
    boolean biased = part.argument(7).truth().orElse(true);
    var attributes = new LinkedHashMap<String, Attribute>();
    attributes.put("kernel_shape", Blocks.ints(kernel, kernel));
    attributes.put("strides", Blocks.ints(stride, stride));
    attributes.put("dilations", Blocks.ints(dilation, dilation));
    attributes.put("group", new Attribute.Int(groups));
    attributes.put("pads", Blocks.ints(padding, padding, padding, padding));
    Dim depth =
        inputs
            .dividedBy(Dim.of(groups))
            .orElseThrow(() -> new Unreadable("the channels of a convolution do not divide"));
    Dim side = Dim.of(kernel);
    Dim fan = depth.times(side).times(side);
    Declaration weight =
        parameters.trained(
            name + ".weight", parameters.uniform(fan, name), outputs, depth, side, side);
    Optional<Declaration> bias =
        biased
            ? Optional.of(
                parameters.trained(name + ".bias", parameters.uniform(fan, name), outputs))
            : Optional.empty();
    return new Blocks(sketch, name, part.place()).conv("Conv", "", in, weight, bias, attributes);
  }

  String pool(DeepReader.Part part, String name, String in) throws Unreadable {
    long size = part.whole(0, 0);
    if (size < 1) {
      // The window is the stride as well.
      refuse(Fault.SMALL_SETTING, "the window of " + name, part, size, 1);
      return in;
    }
    boolean largest = part.kind().contains("max") || part.kind().contains("Max");
    return new Blocks(sketch, name, part.place())
        .op(
            largest ? "MaxPool" : "AveragePool",
            "",
            List.of(in),
            Map.of("kernel_shape", Blocks.ints(size, size), "strides", Blocks.ints(size, size)));
  }

  /**
   * The mean of each of {@code size} by {@code size} parts of an image; the library takes the
   * height for the width as well. The parts of more than one are as large as the images make them,
   * which no operator of ONNX says.
   */
  String adaptive(DeepReader.Part part, String name, String in) throws Unreadable {
    var blocks = new Blocks(sketch, name, part.place());
    return part.whole(0, 0) == 1
        ? blocks.op("GlobalAveragePool", "", in)
        : blocks.opaque("AdaptiveAveragePool", List.of(in), 1).get(0);
  }
}
