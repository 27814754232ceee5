package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/** What layers state of their input that the input is not; the library throws at a first batch. */
final class FitChecks {

  /** Layers that tell no format of sequences, which a last step is taken from. */
  private static final Set<String> TIMELESS =
      Set.of(
          "DenseLayer",
          "OutputLayer",
          "ConvolutionLayer",
          "Convolution1DLayer",
          "ActivationLayer",
          "GlobalPoolingLayer");

  private FitChecks() {}

  static void check(Drawing it, Inference inference, Refusals refusals) {
    switch (it.settings().type()) {
      case "RnnOutputLayer" -> format(it, inference, refusals);
      case "LocallyConnected1D" -> length(it, inference, refusals);
      case "LastTimeStep" ->
          ValueChecks.wrapped(it, TIMELESS::contains, Fault.UNWRAPPABLE_LAYER, refusals);
      case "LocalResponseNormalization" -> neighbours(it, refusals);
      case "PReLULayer" -> slopes(it, refusals);
      default -> {}
    }
  }

  /**
   * The axis of time comes with the input type, or is stated; without either the library compares
   * the features of labels and input instead of their steps when it computes the first gradient.
   * What is thrown out before never comes so far.
   */
  private static void format(Drawing it, Inference inference, Refusals refusals) {
    Optional<Long> in = it.own().value("nIn").flatMap(Value::whole);
    Optional<Long> out = it.own().value("nOut", "units").flatMap(Value::whole);
    boolean fails = refusals.all().stream().anyMatch(each -> each.fault() != Fault.REPLACED_INPUT);
    boolean untold = inference == Inference.NONE;
    untold |= inference == Inference.UNKNOWN && it.settings().heritage().isAdded();
    if (untold
        && !fails
        && it.settings().globals().version().infersAlways()
        && it.own().last("dataFormat").isEmpty()
        && in.filter(size -> size > 0).isPresent()
        && out.filter(size -> size > 0 && !size.equals(in.get())).isPresent()) {
      refusals.add(Fault.UNTOLD_FORMAT, it.settings().name(), it.place(), out.get(), in.get());
    }
  }

  /** There is a matrix for each position, so their number must be stated. */
  private static void length(Drawing it, Inference inference, Refusals refusals) {
    boolean open = it.flow() instanceof Flow.Sequence line && line.time().equals(InputTypes.OPEN);
    if (open && inference.types() && it.settings().globals().version().infersAlways()) {
      String subject = "the length of the sequences into " + it.settings().name();
      refusals.add(Fault.UNSTATED_SIZE, subject, it.place(), 0, 1);
    }
  }

  /** Half of the window must find a channel beside each. */
  private static void neighbours(Drawing it, Refusals refusals) {
    boolean four = it.own().arguments().size() == 4;
    Optional<Value> stated =
        it.own().value("n").or(() -> four ? it.own().argument(1) : Optional.empty());
    Optional<Double> window = stated.isEmpty() ? Optional.of(5.0) : stated.flatMap(Value::real);
    Optional<Long> channels =
        it.flow() instanceof Flow.Image image ? Sizes.known(image.size()) : Optional.empty();
    if (window.isPresent()
        && channels.isPresent()
        && Math.floor(window.get() / 2) >= channels.get()) {
      refusals.add(
          Fault.OUTLYING_SETTING,
          "the window n of " + it.settings().name(),
          it.place(),
          window.get(),
          2.0 * channels.get() - 1);
    }
  }

  /** A slope for each element, but along axes that share theirs. */
  private static void slopes(Drawing it, Refusals refusals) {
    String name = it.settings().name();
    Optional<List<Long>> shape =
        it.own().last("inputShape").flatMap(call -> Sizes.numbers(call.arguments()));
    if (shape.isEmpty()) {
      return;
    }
    Optional<List<Long>> shared =
        it.own().last("sharedAxes").flatMap(call -> Sizes.numbers(call.arguments()));
    int axes = shape.get().size();
    shared.stream()
        .flatMap(List::stream)
        .filter(axis -> axis < 1 || axis > axes)
        .findFirst()
        .ifPresent(
            axis ->
                refusals.add(
                    Fault.OUTLYING_SETTING,
                    "the shared axis of " + name,
                    it.place(),
                    axis,
                    axis < 1 ? 1 : axes));
    // Of slopes that are the same all over an image the library cannot compute the gradient.
    boolean plane = shared.filter(all -> all.containsAll(List.of(2L, 3L))).isPresent();
    if (it.flow() instanceof Flow.Image && plane) {
      String subject = "the number of shared axes of " + name;
      refusals.add(Fault.OUTLYING_SETTING, subject, it.place(), 2, 1);
    }
    long slopes = shape.get().stream().reduce(1L, (a, b) -> a * b);
    Optional<Long> elements = Sizes.known(it.flow().elements());
    boolean spatial = it.flow() instanceof Flow.Rows rows && rows.time().isEmpty();
    spatial |= it.flow() instanceof Flow.Image;
    if (spatial && slopes > 0 && elements.filter(many -> many != slopes).isPresent()) {
      refusals.add(Fault.WRONG_COUNT, "the slopes of " + name, it.place(), slopes, elements.get());
    }
  }
}
