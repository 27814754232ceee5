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

  private final Set<String> doubtful = new HashSet<>();
  private final Refusals refusals;

  LayoutChecks(Refusals refusals) {
    this.refusals = refusals;
  }

  /** Notes that the layout of {@code tensor} is not known. */
  void doubt(Tensor tensor) {
    doubtful.add(tensor.name());
  }

  /** A layer that no preprocessor is named for, before it is drawn. */
  void before(Vertex layer, Tensor in) {
    boolean images = Layouts.wantsImages(layer.type());
    boolean wanted = images || Layouts.wantsVolumes(layer.type());
    Flow flow = in.flow();
    int axes =
        flow instanceof Flow.Rows rows && rows.time().isEmpty()
            ? 1
            : flow instanceof Flow.Sequence ? 2 : 0;
    if (wanted && axes > 0 && !doubtful.contains(in.name())) {
      refusals.add(Fault.UNFIT_INPUT, layer.name(), layer.place(), axes, images ? 3 : 4);
    }
  }

  /** What {@code layer} made of {@code in}: known where it is drawn and fixes its own layout. */
  void after(Vertex layer, boolean opaque, Tensor in, Tensor out) {
    boolean fixed =
        Layouts.fixes(layer.type())
            && (!Layouts.wantsImages(layer.type()) || out.flow() instanceof Flow.Image);
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
    boolean sums = vertex.type().equals("ElementWiseVertex");
    if (sums || vertex.type().equals("MergeVertex")) {
      in.stream().skip(1).forEach(other -> compare(vertex, in.get(0), other, sums));
    }
  }

  private void compare(Vertex vertex, Tensor first, Tensor other, boolean sums) {
    List<Dim> a = sizes(first.flow(), sums);
    List<Dim> b = sizes(other.flow(), sums);
    for (int axis = 0; axis < a.size() && a.size() == b.size(); axis++) {
      // One row or column is repeated.
      boolean differ =
          a.get(axis).isKnown()
              && b.get(axis).isKnown()
              && a.get(axis).size() > 1
              && b.get(axis).size() > 1
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
