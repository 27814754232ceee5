package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;

/**
 * The library's demands on kernels that slide over a known input: {@code InputTypeUtil} when it
 * builds, {@code ConvolutionUtils} when the first batch comes in.
 */
final class WindowChecks {

  private static final Set<String> PLANE =
      Set.of(
          "ConvolutionLayer",
          "SeparableConvolution2D",
          "DepthwiseConvolution2D",
          "Deconvolution2D",
          "SubsamplingLayer");

  private WindowChecks() {}

  static void check(Drawing it, Refusals refusals) {
    Optional<Windows> window =
        switch (it.settings().type()) {
          case "ConvolutionLayer",
              "SeparableConvolution2D",
              "DepthwiseConvolution2D",
              "Deconvolution2D" ->
              Optional.of(ConvLayers.windows(it, 2));
          case "Convolution1DLayer" -> Optional.of(ConvLayers.windows(it, 1));
          case "Convolution3D" -> Optional.of(ConvLayers.windows(it, 3));
          case "SubsamplingLayer" -> Optional.of(PoolLayers.windows(it, 2));
          case "Subsampling1DLayer" -> Optional.of(PoolLayers.windows(it, 1));
          case "Subsampling3DLayer" -> Optional.of(PoolLayers.windows(it, 3));
          case "LocallyConnected1D" -> Optional.of(LocalLayers.windows(it, 1));
          case "LocallyConnected2D" -> Optional.of(LocalLayers.windows(it, 2));
          case "PrimaryCapsules" -> Optional.of(CapsuleLayers.windows(it));
          default -> Optional.empty();
        };
    if (window.isEmpty() || window.get().padding().isEmpty()) {
      return;
    }
    List<Long> padding = window.get().padding().get();
    numbers(window.get(), it, refusals);
    sides(it, refusals);
    boolean time = it.settings().type().contains("1D");
    boolean own = it.own().last("convolutionMode").isPresent();
    String type = it.settings().type();
    boolean local = type.startsWith("LocallyConnected");
    Value mode =
        own || type.matches("ConvolutionLayer|SeparableConvolution2D|DepthwiseConvolution2D")
            ? it.settings().convolutionMode()
            : new Value.Nothing();
    boolean causal = mode instanceof Value.Constant stated && stated.name().equals("Causal");
    if (causal && (!time || local)) {
      refusals.add(Fault.CAUSAL_IMAGE, it.settings().name(), it.place(), padding.size(), 1);
    }
    boolean norm = it.settings().type().startsWith("Subsampling") && PoolLayers.isNorm(it);
    boolean unset = it.own().value("pnorm").filter(Sizes::isSet).isEmpty();
    if (norm && unset) {
      refusals.add(Fault.NO_NORM, it.settings().name(), it.place(), 0, 1);
    }
    // The pool over volumes has a mode of its own, Same, where none is stated.
    boolean ownMode =
        type.equals("Subsampling3DLayer")
            || it.own().value("convolutionMode").filter(Value::isKnown).isPresent();
    if (window.get().isSame() && ownMode && padding.stream().anyMatch(p -> p > 0)) {
      double most = padding.stream().mapToDouble(p -> p).max().orElse(0);
      refusals.add(Fault.PADDED_SAME, it.settings().name(), it.place(), most, 0);
    }
    if (type.equals("Deconvolution2D") && window.get().mode().matches("Truncate|Strict")) {
      spread(window.get(), it, refusals);
    }
    // A transposed convolution spreads its kernel; it need not fit into anything. Nobody looks at
    // that of capsules.
    boolean slides = !it.settings().type().matches("Deconvolution.*|PrimaryCapsules");
    List<Dim> sizes = slides ? positions(it.flow()) : List.of();
    for (int axis = 0; axis < sizes.size() && axis < padding.size(); axis++) {
      along(axis, sizes.get(axis), window.get(), it, refusals);
    }
  }

  /** Each of a window's numbers has a least value, which is one but for the padding. */
  private static void numbers(Windows window, Drawing it, Refusals refusals) {
    double least =
        Stream.of(window.kernel(), window.stride(), window.dilation())
            .flatMap(numbers -> numbers.stream().flatMap(List::stream))
            .mapToDouble(number -> number)
            .min()
            .orElse(1);
    double padding =
        window.padding().stream().flatMap(List::stream).mapToDouble(p -> p).min().orElse(0);
    if (least < 1) {
      refusals.add(Fault.EMPTY_WINDOW, it.settings().name(), it.place(), least, 1);
    } else if (padding < 0) {
      refusals.add(Fault.EMPTY_WINDOW, it.settings().name(), it.place(), padding, 0);
    }
  }

  /** Two axes take two numbers, or an array of two. */
  private static void sides(Drawing it, Refusals refusals) {
    if (!PLANE.contains(it.settings().type())) {
      return;
    }
    Stream.of("kernelSize", "stride", "padding", "dilation")
        .flatMap(setter -> it.own().last(setter).stream())
        .map(Call::arguments)
        .filter(WindowChecks::isSingle)
        .findFirst()
        .or(() -> Optional.of(it.own().arguments()).filter(WindowChecks::isSingle))
        .ifPresent(
            given -> refusals.add(Fault.SINGLE_SIDE, it.settings().name(), it.place(), 1, 2));
  }

  /** One number, or an array of one. */
  private static boolean isSingle(List<Value> given) {
    return given.size() == 1
        && Sizes.numbers(given).filter(numbers -> numbers.size() == 1).isPresent();
  }

  private static void along(int axis, Dim in, Windows it, Drawing drawing, Refusals refusals) {
    boolean strict = it.mode().equals("Strict");
    if (!in.isKnown() || !(strict || it.mode().equals("Truncate")) || it.kernel().isEmpty()) {
      return;
    }
    if (it.dilation().isEmpty() || it.stride().isEmpty() || it.padding().isEmpty()) {
      return;
    }
    String name = drawing.settings().name();
    long span = (it.kernel().get().get(axis) - 1) * it.dilation().get().get(axis) + 1;
    long padded = in.size() + 2 * it.padding().get().get(axis);
    long rest = (padded - span) % Math.max(1, it.stride().get().get(axis));
    if (span > padded) {
      refusals.add(Fault.OVERSIZED_WINDOW, name, drawing.place(), span, padded);
    } else if (strict && rest != 0) {
      refusals.add(Fault.INDIVISIBLE_WINDOW, name, drawing.place(), rest, 0);
    }
  }

  /** What a transposed convolution makes of a side, less the padding; one must be left. */
  private static void spread(Windows it, Drawing drawing, Refusals refusals) {
    List<Dim> sizes = positions(drawing.flow());
    boolean known = it.kernel().isPresent() && it.stride().isPresent() && it.dilation().isPresent();
    for (int axis = 0; known && axis < sizes.size(); axis++) {
      long span = (it.kernel().get().get(axis) - 1) * it.dilation().get().get(axis);
      long padding = it.padding().get().get(axis);
      Dim in = sizes.get(axis);
      long most =
          in.isKnown() ? ((in.size() - 1) * it.stride().get().get(axis) + span) / 2 : padding;
      if (padding > most) {
        String subject = "the padding of " + drawing.settings().name();
        refusals.add(Fault.OUTLYING_SETTING, subject, drawing.place(), padding, most);
        return;
      }
    }
  }

  static List<Dim> positions(Flow flow) {
    if (flow instanceof Flow.Image it) {
      return List.of(it.height(), it.width());
    }
    if (flow instanceof Flow.Volume it) {
      return List.of(it.depth(), it.height(), it.width());
    }
    return flow instanceof Flow.Sequence it ? List.of(it.time()) : List.of();
  }
}
