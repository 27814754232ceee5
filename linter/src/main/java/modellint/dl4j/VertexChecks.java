package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/**
 * What single vertices refuse: the attention when it is built, a subset of channels when the types
 * of the inputs are stated.
 */
final class VertexChecks {

  private static final List<String> SIZES = List.of("nOut", "nInKeys", "nInQueries", "nInValues");

  private VertexChecks() {}

  /**
   * @param typed whether the library is told what comes in
   */
  static void check(Vertex vertex, Tensor first, boolean typed, Refusals refusals) {
    if (!vertex.heritage().globals().version().validatesOutputs()) {
      return;
    }
    switch (vertex.content().type()) {
      case "AttentionVertex" -> attention(vertex, refusals);
      case "SubsetVertex" -> {
        if (typed && first.flow() instanceof Flow.Image image) {
          subset(vertex, image, refusals);
        }
      }
      default -> {}
    }
  }

  private static void attention(Vertex vertex, Refusals refusals) {
    Settings own = vertex.content();
    for (String size : SIZES) {
      if (own.value(size).filter(Sizes::isSet).isEmpty()) {
        refusals.add(
            Fault.UNSTATED_SIZE, "the %s of %s".formatted(size, vertex.name()), own.place(), 0, 1);
      }
    }
    Optional<Long> out = own.value("nOut").flatMap(Value::whole);
    Optional<Value> stated = own.value("nHeads");
    Optional<Long> heads = stated.isEmpty() ? Optional.of(1L) : stated.flatMap(Value::whole);
    if (out.isPresent() && heads.isPresent() && own.last("headSize").isEmpty()) {
      ValueChecks.unshared(out.get(), heads.get(), vertex.name(), own.place(), refusals);
    }
  }

  private static void subset(Vertex vertex, Flow.Image image, Refusals refusals) {
    Settings own = vertex.content();
    Optional<Long> from = own.argument(0).flatMap(Value::whole);
    Optional<Long> to = own.argument(1).flatMap(Value::whole);
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    Optional<Long> channels = Sizes.known(image.size());
    if (channels.isPresent() && to.get() >= channels.get()) {
      refusals.add(Fault.OUTLYING_SUBSET, vertex.name(), own.place(), to.get(), channels.get() - 1);
    } else if (to.get() > from.get()) {
      refusals.add(
          Fault.REVERSED_SUBSET, vertex.name(), own.place(), from.get() - to.get() + 1.0, 1);
    }
  }
}
