package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import modellint.graph.Dim;
import modellint.graph.Node;

/**
 * How the window of a Conv, ConvTranspose or pooling lies over its input, one entry per spatial
 * axis; pads are resolved, also for SAME_UPPER and SAME_LOWER.
 *
 * @param transposed true where each input position is spread over the output
 */
public record ConvolutionGeometry(
    List<Long> kernel,
    List<Long> strides,
    List<Long> dilations,
    List<Long> padsBegin,
    List<Long> padsEnd,
    long groups,
    List<Long> input,
    List<Long> output,
    boolean transposed) {

  /** A kernel of more taps along one axis is a mistake of the file. */
  private static final long MOST_TAPS = 1 << 20;

  public ConvolutionGeometry {
    kernel = List.copyOf(kernel);
    strides = List.copyOf(strides);
    dilations = List.copyOf(dilations);
    padsBegin = List.copyOf(padsBegin);
    padsEnd = List.copyOf(padsEnd);
    input = List.copyOf(input);
    output = List.copyOf(output);
  }

  /** The geometry of {@code node}, where its spatial sizes are known. */
  public static Optional<ConvolutionGeometry> of(Node node, Shapes shapes) {
    try {
      var call = new Call(node, node.inputs().stream().map(shapes::fact).toList());
      int weight = node.is("QLinearConv") ? 3 : 1;
      List<Dim> in = Windows.tail(call.dims(0));
      List<Dim> out =
          Windows.tail(
              shapes.shape(node.output()).orElseThrow(() -> new Unknowable("the output")).dims());
      if (in.size() != out.size()
          || !in.stream().allMatch(Dim::isKnown)
          || !out.stream().allMatch(Dim::isKnown)) {
        return Optional.empty();
      }
      Window window = Window.of(node, Windows.kernel(call, weight));
      return Optional.of(of(window, sizes(in), sizes(out)));
    } catch (Unknowable | ArithmeticException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static List<Long> sizes(List<Dim> dims) {
    return dims.stream().map(Dim::size).toList();
  }

  private static ConvolutionGeometry of(Window window, List<Long> in, List<Long> out) {
    boolean transposed = window.node().is("ConvTranspose");
    boolean resolve =
        window.isSame() || (transposed && window.node().integers("output_shape").isPresent());
    var begin = new ArrayList<Long>();
    var end = new ArrayList<Long>();
    for (int axis = 0; axis < in.size(); axis++) {
      long wide = transposed ? out.get(axis) : in.get(axis);
      long steps = (transposed ? in.get(axis) : out.get(axis)) - 1;
      long covered =
          Math.addExact(Math.multiplyExact(steps, window.strides().get(axis)), window.extent(axis));
      long pad = Math.max(0, Math.subtractExact(covered, wide));
      // ConvTranspose states the opposite of Conv: SAME_UPPER puts the odd one first there.
      boolean upper = window.node().text("auto_pad", "NOTSET").equals("SAME_UPPER");
      long first = upper ? pad / 2 : pad - pad / 2;
      begin.add(resolve ? first : window.begin(axis));
      end.add(resolve ? pad - begin.get(axis) : window.end(axis));
    }
    return new ConvolutionGeometry(
        window.kernel(),
        window.strides(),
        window.dilations(),
        begin,
        end,
        window.node().integer("group", 1),
        in,
        out,
        transposed);
  }

  /**
   * The number of output positions along {@code axis} whose tap i falls inside the input, for every
   * i; transposed, of input positions whose tap i falls inside the output.
   */
  public long[] taps(int axis) {
    if (kernel.get(axis) > MOST_TAPS) {
      throw new IllegalStateException("kernel is too large: " + kernel);
    }
    return IntStream.range(0, Math.toIntExact(kernel.get(axis)))
        .mapToLong(tap -> positions(axis, tap))
        .toArray();
  }

  /** How many p below the number of steps have 0 <= p*stride - pad + tap*dilation < size. */
  private long positions(int axis, int tap) {
    long steps = transposed ? input.get(axis) : output.get(axis);
    long size = transposed ? output.get(axis) : input.get(axis);
    long stride = strides.get(axis);
    long offset = Math.multiplyExact(tap, dilations.get(axis)) - padsBegin.get(axis);
    long first = Math.max(0, -Math.floorDiv(offset, stride));
    long last = Math.min(steps - 1, Math.floorDiv(size - 1 - offset, stride));
    return Math.max(0, last - first + 1);
  }
}
