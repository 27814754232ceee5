package modellint.dl4j;

import java.util.List;
import modellint.eval.Value;
import modellint.graph.Dim;

/** Convolutions with a kernel of its own at each position, which ONNX has no operator for. */
final class LocalLayers {

  private LocalLayers() {}

  static Tensor connected(Drawing it, int axes) {
    Windows window = Windows.of(it.settings(), axes, 0, 2, 1).in(mode(it));
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
    boolean padded = it.own().arguments().size() > 1 || it.own().last("padding").isPresent();
    boolean known = blocks.size() == 2 && !padded && it.flow() instanceof Flow.Image;
    Flow flow = it.flow();
    if (known && it.flow() instanceof Flow.Image image) {
      flow =
          new Flow.Image(
              image.size(),
              part(image.height(), blocks.get(0)),
              part(image.width(), blocks.get(1)));
    } else if (it.flow() instanceof Flow.Image image) {
      flow = new Flow.Image(image.size(), Sizes.symbol("height"), Sizes.symbol("width"));
    }
    return new Tensor(it.opaque("SpaceToBatch"), flow);
  }

  private static Dim part(Dim whole, long by) {
    return whole.isKnown() ? Dim.of(whole.size() / by) : Sizes.symbol(whole + "/" + by);
  }
}
