package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;

/** What the preprocessors that a definition names demand of the type that comes in. */
final class PreprocessorChecks {

  private PreprocessorChecks() {}

  static void check(Value stated, Vertex layer, Flow flow, Refusals refusals) {
    Optional<Settings> made = Settings.of(stated);
    int axes = LayoutChecks.axes(flow);
    if (made.isEmpty() || axes == 0 || !layer.heritage().globals().version().validatesOutputs()) {
      return;
    }
    int wanted =
        switch (made.get().type()) {
          case "RnnToFeedForwardPreProcessor", "RnnToCnnPreProcessor" -> 2;
          case "CnnToFeedForwardPreProcessor", "CnnToRnnPreProcessor" -> 3;
          case "FeedForwardToRnnPreProcessor" -> 1;
          default -> axes;
        };
    if (axes != wanted) {
      refusals.add(Fault.UNFIT_PREPROCESSOR, layer.name(), made.get().place(), axes, wanted);
      return;
    }
    boolean counts =
        switch (made.get().type()) {
          case "CnnToFeedForwardPreProcessor", "RnnToCnnPreProcessor" -> true;
          case "FeedForwardToCnnPreProcessor", "FeedForwardToCnn3DPreProcessor" -> axes == 1;
          default -> false;
        };
    Optional<Long> stands = counts ? elements(made.get()) : Optional.empty();
    Dim comes = flow.elements();
    if (stands.isPresent() && comes.isKnown() && stands.get() != comes.size()) {
      refusals.add(
          Fault.UNFIT_PREPROCESSOR, layer.name(), made.get().place(), stands.get(), comes.size());
    }
  }

  /** The product of the sizes stated, where all of them are known. */
  private static Optional<Long> elements(Settings made) {
    int axes = made.type().contains("3D") ? 4 : 3;
    List<Value> given = made.arguments().stream().limit(axes).toList();
    return given.size() < axes
        ? Optional.empty()
        : Sizes.numbers(given).map(all -> all.stream().reduce(1L, (a, b) -> a * b));
  }
}
