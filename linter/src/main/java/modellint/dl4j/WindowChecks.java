package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;

/**
 * The library's demands on kernels that slide over a known input: {@code InputTypeUtil} when it
 * builds, {@code ConvolutionUtils} when the first batch comes in.
 */
final class WindowChecks {

  private WindowChecks() {}

  static void check(Drawing it, Refusals refusals) {
    Optional<Windows> window =
        switch (it.settings().type()) {
          case "ConvolutionLayer", "SeparableConvolution2D", "DepthwiseConvolution2D" ->
              Optional.of(ConvLayers.windows(it, 2));
          case "Convolution1DLayer" -> Optional.of(ConvLayers.windows(it, 1));
          case "Convolution3D" -> Optional.of(ConvLayers.windows(it, 3));
          case "SubsamplingLayer" -> Optional.of(PoolLayers.windows(it, 2));
          case "Subsampling1DLayer" -> Optional.of(PoolLayers.windows(it, 1));
          case "Subsampling3DLayer" -> Optional.of(PoolLayers.windows(it, 3));
          default -> Optional.empty();
        };
    if (window.isEmpty() || window.get().padding().isEmpty()) {
      return;
    }
    List<Long> padding = window.get().padding().get();
    boolean ownMode = it.own().value("convolutionMode").filter(Value::isKnown).isPresent();
    if (window.get().isSame() && ownMode && padding.stream().anyMatch(p -> p > 0)) {
      double most = padding.stream().mapToDouble(p -> p).max().orElse(0);
      refusals.add(Fault.PADDED_SAME, it.settings().name(), it.place(), most, 0);
    }
    List<Dim> sizes = positions(it.flow());
    for (int axis = 0; axis < sizes.size() && axis < padding.size(); axis++) {
      along(axis, sizes.get(axis), window.get(), it, refusals);
    }
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
    long rest = (padded - span) % it.stride().get().get(axis);
    if (span > padded) {
      refusals.add(Fault.OVERSIZED_WINDOW, name, drawing.place(), span, padded);
    } else if (strict && rest != 0) {
      refusals.add(Fault.INDIVISIBLE_WINDOW, name, drawing.place(), rest, 0);
    }
  }

  private static List<Dim> positions(Flow flow) {
    if (flow instanceof Flow.Image it) {
      return List.of(it.height(), it.width());
    }
    if (flow instanceof Flow.Volume it) {
      return List.of(it.depth(), it.height(), it.width());
    }
    return flow instanceof Flow.Sequence it ? List.of(it.time()) : List.of();
  }
}
