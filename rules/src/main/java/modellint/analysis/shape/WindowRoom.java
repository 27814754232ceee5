package modellint.analysis.shape;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.graph.Dim;
import modellint.graph.Node;

/**
 * The room that the window of a convolution or pooling has along one axis of its input. A rounding
 * up lets the last window begin inside and reach over the end, so it needs one position less.
 *
 * @param window the kernel's extent with its dilation
 * @param input the input with its padding
 * @param needed the smallest input that gives one output
 */
public record WindowRoom(long window, long input, long needed) {

  private static final Set<String> SLIDING =
      Set.of("Conv", "FusedConv", "DeformConv", "MaxPool", "AveragePool", "LpPool");

  /** Along the axis where it is least; empty where a size is not known, or fitted by padding. */
  public static Optional<WindowRoom> least(Node node, Shapes shapes) {
    if (!SLIDING.contains(node.type())) {
      return Optional.empty();
    }
    try {
      var call = new Call(node, node.inputs().stream().map(shapes::fact).toList());
      Window window = Window.of(node, Windows.kernel(call, 1));
      List<Dim> sizes = Windows.tail(call.dims(0));
      return window.isSame() || sizes.size() != window.kernel().size()
          ? Optional.empty()
          : least(window, sizes);
    } catch (Unknowable | ArithmeticException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Optional<WindowRoom> least(Window window, List<Dim> sizes) {
    Optional<WindowRoom> least = Optional.empty();
    for (int axis = 0; axis < sizes.size(); axis++) {
      if (sizes.get(axis).isKnown()) {
        WindowRoom room = along(axis, window, sizes.get(axis).size());
        least = least.filter(it -> it.left() <= room.left()).or(() -> Optional.of(room));
      }
    }
    return least;
  }

  private static WindowRoom along(int axis, Window window, long size) {
    long input = Math.addExact(size, Math.addExact(window.begin(axis), window.end(axis)));
    boolean up = window.node().integer("ceil_mode", 0) != 0;
    long spared = up ? window.strides().get(axis) - 1 : 0;
    return new WindowRoom(window.extent(axis), input, window.extent(axis) - spared);
  }

  /** Positions that the window can be moved by; below zero it does not fit once. */
  public long left() {
    return input - needed;
  }
}
