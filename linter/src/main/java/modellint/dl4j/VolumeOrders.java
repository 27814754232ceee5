package modellint.dl4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;

/**
 * How volumes lie, and how the library is told that they lie. A convolution lays them out as its
 * own format says; the type that it hands on says so in the mode Same alone, and NDHWC in any
 * other. What is laid out in rows afterwards looks for the channels where the type has them.
 */
final class VolumeOrders {

  private static final String FIRST = "NCDHW";
  private static final String LAST = "NDHWC";

  /** Behind a convolution alone it is known how a volume lies: what comes in may be either. */
  private record Order(String laid, String told) {}

  private final Map<String, Order> orders = new HashMap<>();

  /** A layer that wants rows, and is handed {@code in}. */
  void before(Vertex layer, Tensor in, Refusals refusals) {
    Order order = orders.getOrDefault(in.name(), new Order(FIRST, FIRST));
    if (order.laid().equals(order.told())
        || !Layouts.wantsRows(layer.type())
        || !(in.flow() instanceof Flow.Volume volume)) {
      return;
    }
    Dim read = order.told().equals(LAST) ? volume.width() : volume.depth();
    if (order.told().equals(LAST)
        && read.isKnown()
        && volume.size().isKnown()
        && !read.equals(volume.size())) {
      refusals.addLater(
          Fault.MISTOLD_VOLUME, layer.name(), layer.place(), read.size(), volume.size().size());
    }
  }

  /** What {@code layer} makes of {@code in}. */
  void after(Vertex layer, Tensor in, Tensor out) {
    if (!(out.flow() instanceof Flow.Volume)) {
      return;
    }
    Order before = orders.getOrDefault(in.name(), new Order("", ""));
    switch (layer.type()) {
      case "Convolution3D" -> {
        String laid = format(layer.content());
        orders.put(out.name(), new Order(laid, mode(layer).equals("Same") ? laid : LAST));
      }
      case "Deconvolution3D" -> {
        String laid = format(layer.content());
        orders.put(out.name(), new Order(laid, laid));
      }
      case "ActivationLayer", "DropoutLayer" -> orders.put(out.name(), before);
      default -> {}
    }
  }

  private static String mode(Vertex layer) {
    Value mode =
        new LayerSettings(layer.name(), layer.content(), layer.heritage()).convolutionMode();
    return mode instanceof Value.Constant it ? it.name() : "Same";
  }

  /** Empty, so that nothing is claimed, where a run decides. */
  private static String format(Settings layer) {
    Value stated = layer.value("dataFormat").orElse(new Value.Constant("DataFormat", FIRST));
    return stated instanceof Value.Constant it && List.of(FIRST, LAST).contains(it.name())
        ? it.name()
        : LAST;
  }
}
