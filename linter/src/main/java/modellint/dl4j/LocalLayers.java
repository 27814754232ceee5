package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Dim;

/** Convolutions with a kernel of its own at each position, which ONNX has no operator for. */
final class LocalLayers {

  private LocalLayers() {}

  static Tensor connected(Drawing it, int axes) {
    Windows window = windows(it, axes);
    Dim in = it.inSize(it.flow().size());
    Dim out = it.outSize();
    Flow flow = ConvLayers.flow(it.flow(), window, out, false);
    Dim positions = flow instanceof Flow.Sequence line ? line.time() : positions(flow);
    Dim features = in;
    for (Dim side : window.dims(axes)) {
      features = features.times(side);
    }
    it.ownWeight("W", ConvLayers.fans(window, in, out), positions, features, out);
    if (it.settings().hasBias()) {
      it.constant("b", 0, out);
    }
    return new Tensor(it.activate(it.opaque("LocallyConnected"), 1), flow);
  }

  static Windows windows(Drawing it, int axes) {
    return Windows.of(it.settings(), axes, 0, 2, 1).in(mode(it));
  }

  private static Dim positions(Flow flow) {
    return flow instanceof Flow.Image image
        ? image.height().times(image.width())
        : Sizes.symbol("positions");
  }

  private static String mode(Drawing it) {
    return it.own().value("convolutionMode").orElse(new Value.Constant("", "Same"))
            instanceof Value.Constant mode
        ? mode.name()
        : "unknown";
  }

  /** Blocks of pixels become examples of their own. */
  static Tensor spaceToBatch(Drawing it) {
    List<Long> blocks =
        it.own()
            .argument(0)
            .or(() -> it.own().value("blocks"))
            .flatMap(value -> Sizes.numbers(List.of(value)))
            .orElse(List.of());
    List<Long> padding = padding(it);
    boolean known = blocks.size() == 2 && padding.size() == 4 && it.flow() instanceof Flow.Image;
    Flow flow = it.flow();
    if (known && it.flow() instanceof Flow.Image image) {
      flow =
          new Flow.Image(
              image.size(),
              part(plus(image.height(), padding.get(0) + padding.get(1)), blocks.get(0)),
              part(plus(image.width(), padding.get(2) + padding.get(3)), blocks.get(1)));
    } else if (it.flow() instanceof Flow.Image image) {
      flow = new Flow.Image(image.size(), Sizes.symbol("height"), Sizes.symbol("width"));
    }
    return new Tensor(it.opaque("SpaceToBatch"), flow);
  }

  /** Above, below, left and right of the image; empty where it is not known. */
  private static List<Long> padding(Drawing it) {
    Optional<Value> stated = it.own().value("padding").or(() -> it.own().argument(1));
    return stated.isEmpty()
        ? List.of(0L, 0L, 0L, 0L)
        : Sizes.numbers(Dl4jApi.spread(List.of(stated.get()))).orElse(List.of());
  }

  private static Dim plus(Dim dim, long more) {
    return dim.isKnown() ? Dim.of(dim.size() + more) : Sizes.symbol(dim + "+" + more);
  }

  /** Whole blocks; what is left over is dropped. */
  static Dim part(Dim whole, long by) {
    return whole.isKnown() && by > 0 && whole.size() >= by
        ? Dim.of(whole.size() / by)
        : Sizes.symbol(whole + "/" + by);
  }
}
