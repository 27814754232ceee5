package modellint.dl4j;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;

/**
 * What the library demands of the layout that comes in: convolutions and their kin want images or
 * volumes, and what is joined must be of one size. Behind a layer that is not known, neither is the
 * layout.
 */
final class LayoutChecks {

  private static final Set<String> VERTICES =
      Set.of(
          "ElementWiseVertex",
          "MergeVertex",
          "ScaleVertex",
          "ShiftVertex",
          "SubsetVertex",
          "StackVertex",
          "UnstackVertex",
          "L2Vertex",
          "L2NormalizeVertex",
          "LastTimeStepVertex",
          "DuplicateToTimeSeriesVertex",
          "ReverseTimeSeriesVertex");

  /** Rows alone, where no preprocessor makes them. */
  private static final Set<String> ROWS =
      Set.of("DenseLayer", "OutputLayer", "CenterLossOutputLayer", "AutoEncoder");

  /** Sequences alone, where no preprocessor makes them. */
  private static final Set<String> STEPS =
      Set.of("LSTM", "GravesLSTM", "SimpleRnn", "RnnOutputLayer", "Bidirectional");

  /** Sequences alone: the library has no preprocessor that leads there. */
  private static final Set<String> BARE_STEPS = Set.of("Upsampling1D", "Cropping1D");

  private static final Set<String> TYPED_STEPS =
      Set.of("CapsuleLayer", "CapsuleStrengthLayer", "TimeDistributed");

  private final Set<String> doubtful = new HashSet<>();
  private final Set<String> recurring = new HashSet<>();
  private final VolumeOrders volumes = new VolumeOrders();
  private final Inference inference;
  private final Refusals refusals;

  LayoutChecks(Inference inference, Refusals refusals) {
    this.inference = inference;
    this.refusals = refusals;
  }

  /** Notes that the layout of {@code tensor} is not known. */
  void doubt(Tensor tensor) {
    doubtful.add(tensor.name());
  }

  /** A layer that no preprocessor is named for, before it is drawn. */
  void before(Vertex layer, Tensor in) {
    int axes = axes(in.flow());
    int wanted = wanted(layer, in.flow(), axes);
    if (axes > 0 && wanted > 0 && axes != wanted && isCertain(in)) {
      refusals.add(Fault.UNFIT_INPUT, layer.name(), layer.place(), axes, wanted);
    }
    if (inference.types() && layer.heritage().globals().version() == Version.LATEST) {
      volumes.before(layer, in, refusals);
    }
  }

  /** The axes of the one layout that {@code type} takes here; zero where it takes what comes. */
  private int wanted(Vertex layer, Flow flow, int axes) {
    String type = layer.type();
    if (Layouts.wantsImages(type)) {
      return 3;
    }
    if (Layouts.wantsVolumes(type)) {
      return 4;
    }
    if (!layer.heritage().globals().version().validatesOutputs()) {
      return 0;
    }
    boolean typed = inference.types();
    if (typed && (BARE_STEPS.contains(type) || TYPED_STEPS.contains(type))) {
      return 2;
    }
    if (type.equals("BatchNormalization")) {
      // Behind sequences it builds, and then takes the examples of a batch for features; before
      // M1 a preprocessor led there where the types were known.
      boolean steps = axes == 2 && layer.heritage().globals().version().infersAlways();
      return steps ? 1 : axes == 4 ? 3 : 0;
    }
    if (type.equals("EmbeddingLayer") && typed && axes > 1) {
      // What is laid out in rows has a column for each number, where one is taken.
      boolean several = flow.elements().isKnown() && flow.elements().size() > 1;
      return several ? 1 : 0;
    }
    // A size that is not stated fails first.
    boolean sized =
        type.equals("Bidirectional")
            || layer.content().value("nIn").filter(Sizes::isSet).isPresent();
    boolean bare = inference == Inference.NONE && sized;
    if (ROWS.contains(type)) {
      return bare ? 1 : 0;
    }
    return STEPS.contains(type) && (bare || axes == 4) && (bare || typed) ? 2 : 0;
  }

  /** The axes of {@code flow} beside the batch; zero for what the library sees in two ways. */
  static int axes(Flow flow) {
    if (flow instanceof Flow.Rows rows) {
      return rows.time().isEmpty() ? 1 : 0;
    }
    return flow instanceof Flow.Sequence
        ? 2
        : flow instanceof Flow.Image ? 3 : flow instanceof Flow.Volume ? 4 : 0;
  }

  /** Whether the layout of {@code tensor} is known. */
  boolean isCertain(Tensor tensor) {
    return !doubtful.contains(tensor.name());
  }

  /** Whether the library, told the types, takes the pooled {@code tensor} for a sequence still. */
  boolean recurs(Tensor tensor) {
    return inference.types() && recurring.contains(tensor.name());
  }

  /** What {@code layer} made of {@code in}: known where it is drawn and fixes its own layout. */
  void after(Vertex layer, boolean opaque, Tensor in, Tensor out) {
    boolean fixed =
        Layouts.fixes(layer.type())
            && (!Layouts.wantsImages(layer.type()) || out.flow() instanceof Flow.Image);
    if (layer.type().equals("GlobalPoolingLayer") && in.flow() instanceof Flow.Sequence) {
      recurring.add(out.name());
    }
    volumes.after(layer, in, out);
    if (opaque || (doubtful.contains(in.name()) && !fixed)) {
      doubt(out);
    }
  }

  /** A vertex that is no layer, and what it made of {@code in}. */
  void join(Vertex vertex, List<Tensor> in, Tensor out) {
    boolean unknown = in.stream().anyMatch(it -> doubtful.contains(it.name()));
    if (unknown || !VERTICES.contains(vertex.type())) {
      doubt(out);
      return;
    }
    boolean sums = !vertex.type().equals("MergeVertex");
    if (vertex.type().matches("(Merge|ElementWise|Stack|L2)Vertex")) {
      in.stream().skip(1).forEach(other -> compare(vertex, in.get(0), other, sums));
    }
  }

  private void compare(Vertex vertex, Tensor first, Tensor other, boolean sums) {
    int axes = axes(first.flow());
    int others = axes(other.flow());
    if (axes > 0 && others > 0 && axes != others) {
      refusals.add(Fault.MIXED_JOIN, vertex.name(), vertex.place(), others, axes);
      return;
    }
    // One row or column is repeated in a sum, not in a stack.
    int least = vertex.type().matches("(Stack|L2)Vertex") ? 0 : 1;
    List<Dim> a = sizes(first.flow(), sums);
    List<Dim> b = sizes(other.flow(), sums);
    for (int axis = 0; axis < a.size() && a.size() == b.size(); axis++) {
      boolean differ =
          a.get(axis).isKnown()
              && b.get(axis).isKnown()
              && a.get(axis).size() > least
              && b.get(axis).size() > least
              && !a.get(axis).equals(b.get(axis));
      if (differ) {
        refusals.add(
            Fault.MISMATCHED_JOIN,
            vertex.name(),
            vertex.place(),
            b.get(axis).size(),
            a.get(axis).size());
        return;
      }
    }
  }

  /** The sizes that have to be equal: a merge puts features side by side. */
  private static List<Dim> sizes(Flow flow, boolean sums) {
    List<Dim> all =
        flow instanceof Flow.Image it
            ? List.of(it.size(), it.height(), it.width())
            : flow instanceof Flow.Volume it
                ? List.of(it.size(), it.depth(), it.height(), it.width())
                : List.of(flow.size());
    return sums ? all : all.subList(1, all.size());
  }
}
