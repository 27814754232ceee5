package modellint.samediff;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import modellint.definition.Blocks;
import modellint.graph.Attribute;

/**
 * What a convolution or pooling slides over its input, as its configuration says. Images have their
 * channels first; volumes of a convolution have them last unless the configuration says otherwise.
 *
 * @param kernel empty where the configuration leaves it to the weights
 * @param mode {@code VALID}, which pads by the numbers, {@code SAME} or {@code CAUSAL}
 */
record Window(
    long[] kernel,
    long[] stride,
    long[] padding,
    long[] dilation,
    String mode,
    boolean channelsLast,
    String weights) {

  private static final String[][] AXES = {{""}, {"H", "W"}, {"D", "H", "W"}};

  static Window of(Operation it, int axes) throws Undetermined {
    Config config =
        it.config("Config")
            .orElseThrow(
                () -> new Undetermined("the configuration of a " + it.method() + " is not known"));
    boolean widens = it.method().startsWith("deconv") || it.method().endsWith("Pooling3d");
    String mode =
        widens
            ? config.truth("isSameMode", false) ? "SAME" : "VALID"
            : config.word("paddingMode", "VALID");
    long[] kernel = numbers(config, "k", axes, -1);
    return new Window(
        Arrays.stream(kernel).anyMatch(side -> side < 1) ? new long[0] : kernel,
        numbers(config, "s", axes, 1),
        numbers(config, "p", axes, 0),
        numbers(config, "d", axes, 1),
        mode,
        isLast(config, it, axes),
        config.word("weightsFormat", "YXIO"));
  }

  private static long[] numbers(Config config, String letter, int axes, long otherwise)
      throws Undetermined {
    var numbers = new long[axes];
    for (int i = 0; i < axes; i++) {
      numbers[i] = config.whole(letter + AXES[axes - 1][i], otherwise);
    }
    return numbers;
  }

  private static boolean isLast(Config config, Operation it, int axes) throws Undetermined {
    if (it.method().endsWith("Pooling2d")) {
      return config.truth("isNHWC", false);
    }
    if (it.method().endsWith("Pooling3d")) {
      return !config.truth("isNCDHW", true);
    }
    String first = axes == 3 && it.method().equals("conv3d") ? "NDHWC" : "NCHW";
    return config.word("dataFormat", first).endsWith("C");
  }

  int axes() {
    return stride.length;
  }

  /** The order of axes that makes [out, in, k..] of a kernel; empty where it is that already. */
  long[] kernelOrder() {
    return switch (weights) {
      case "OIYX" -> new long[0];
      case "OYXI" -> new long[] {0, 3, 1, 2};
      default -> kernelLast();
    };
  }

  /** The same for a kernel whose last two axes are the channels. */
  long[] kernelLast() {
    var order = new long[axes() + 2];
    order[0] = axes() + 1;
    order[1] = axes();
    for (int i = 0; i < axes(); i++) {
      order[i + 2] = i;
    }
    return order;
  }

  Map<String, Attribute> attributes() {
    var attributes = new LinkedHashMap<String, Attribute>();
    if (kernel.length > 0) {
      attributes.put("kernel_shape", Blocks.ints(kernel));
    }
    attributes.put("strides", Blocks.ints(stride));
    if (Arrays.stream(dilation).anyMatch(it -> it != 1)) {
      attributes.put("dilations", Blocks.ints(dilation));
    }
    var pads = new long[2 * axes()];
    switch (mode) {
      case "SAME" -> attributes.put("auto_pad", new Attribute.Text("SAME_UPPER"));
      case "CAUSAL" -> {
        pads[0] = kernel.length == 0 ? 0 : (kernel[0] - 1) * dilation[0];
        attributes.put("pads", Blocks.ints(pads));
      }
      default -> {
        for (int i = 0; i < axes(); i++) {
          pads[i] = padding[i];
          pads[i + axes()] = padding[i];
        }
        attributes.put("pads", Blocks.ints(pads));
      }
    }
    return attributes;
  }

  /** What {@code inner} makes of {@code x} with its channels first, put back afterwards. */
  Optional<List<String>> around(Blocks blocks, String x, UnaryOperator<String> inner) {
    if (!channelsLast) {
      return Optional.of(List.of(inner.apply(x)));
    }
    int rank = axes() + 2;
    var first = new long[rank];
    var last = new long[rank];
    first[1] = rank - 1;
    last[rank - 1] = 1;
    for (int i = 0; i < axes(); i++) {
      first[i + 2] = i + 1;
      last[i + 1] = i + 2;
    }
    String turned = blocks.transpose(x, "ChannelsFirst", first);
    return Optional.of(List.of(blocks.transpose(inner.apply(turned), "ChannelsLast", last)));
  }
}
