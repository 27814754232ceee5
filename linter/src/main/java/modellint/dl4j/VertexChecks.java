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
   * What a vertex says itself.
   *
   * @param typed whether the library is told what comes in
   */
  static void own(Vertex vertex, boolean typed, int inputs, Refusals refusals) {
    if (!vertex.heritage().globals().version().validatesOutputs()) {
      return;
    }
    count(vertex, inputs, refusals);
    vertex
        .content()
        .argument(0)
        .filter(it -> it instanceof Value.Nothing)
        .filter(it -> vertex.content().type().matches("LastTimeStepVertex|ElementWiseVertex"))
        .ifPresent(
            it ->
                refusals.add(
                    Fault.NULL_SETTING,
                    "what " + vertex.name() + " is given",
                    vertex.place(),
                    0,
                    1));
    switch (vertex.content().type()) {
      case "AttentionVertex" -> attention(vertex, refusals);
      case "UnstackVertex" -> part(vertex, refusals);
      case "ReshapeVertex" -> reshape(vertex, typed, refusals);
      default -> {}
    }
  }

  /** What a vertex makes of its first input, the layout of which is known. */
  static void input(Vertex vertex, Tensor first, boolean typed, Refusals refusals) {
    if (!vertex.heritage().globals().version().validatesOutputs()) {
      return;
    }
    switch (vertex.content().type()) {
      case "AttentionVertex" ->
          layout(vertex, first, typed && LayoutChecks.axes(first.flow()) == 1, 2, refusals);
      case "SubsetVertex" -> {
        boolean unread =
            first.flow() instanceof Flow.FlatImage || first.flow() instanceof Flow.Volume;
        layout(vertex, first, typed && unread, 3, refusals);
        if (typed && first.flow() instanceof Flow.Image image) {
          subset(vertex, image, refusals);
        } else if (LayoutChecks.axes(first.flow()) == 1 || LayoutChecks.axes(first.flow()) == 2) {
          features(vertex, first.flow(), typed, refusals);
        }
      }
      case "LastTimeStepVertex", "ReverseTimeSeriesVertex" -> {
        int axes = LayoutChecks.axes(first.flow());
        layout(vertex, first, axes == 1 || (typed && axes != 2), 2, refusals);
      }
      case "DuplicateToTimeSeriesVertex" ->
          layout(vertex, first, typed && LayoutChecks.axes(first.flow()) > 1, 1, refusals);
      case "PreprocessorVertex" -> {
        if (typed) {
          vertex
              .content()
              .argument(0)
              .ifPresent(
                  stated -> PreprocessorChecks.check(stated, vertex, first.flow(), refusals));
        }
      }
      case "MergeVertex" -> {
        boolean flat = typed && first.flow() instanceof Flow.FlatImage;
        boolean unjoined = flat || first.flow() instanceof Flow.Volume;
        layout(vertex, first, unjoined && vertex.inputs().size() > 1, 3, refusals);
      }
      case "UnstackVertex", "L2NormalizeVertex" -> {
        boolean told =
            vertex.content().type().startsWith("L2") && !vertex.content().arguments().isEmpty();
        layout(vertex, first, first.flow() instanceof Flow.Volume && !told, 3, refusals);
      }
      case "PoolHelperVertex" ->
          layout(
              vertex,
              first,
              LayoutChecks.axes(first.flow()) == 1
                  || (typed && first.flow() instanceof Flow.FlatImage),
              3,
              refusals);
      default -> {}
    }
  }

  /** Some vertices compute with a number of inputs that is fixed. */
  private static void count(Vertex vertex, int inputs, Refusals refusals) {
    int wanted =
        switch (vertex.content().type()) {
          case "L2Vertex" -> 2;
          case "AttentionVertex" -> inputs < 3 ? 3 : inputs;
          case "ElementWiseVertex" ->
              vertex.content().argument(0).orElse(new Value.Nothing()) instanceof Value.Constant it
                      && it.name().equals("Subtract")
                  ? Math.min(inputs, 2)
                  : inputs;
          default -> inputs;
        };
    if (inputs != wanted) {
      refusals.add(Fault.WRONG_INPUTS, vertex.name(), vertex.place(), inputs, wanted);
    }
  }

  private static void layout(
      Vertex vertex, Tensor first, boolean refused, int wanted, Refusals refusals) {
    int axes = LayoutChecks.axes(first.flow());
    boolean known = axes > 0 || first.flow() instanceof Flow.FlatImage;
    if (refused && known) {
      refusals.add(Fault.UNFIT_INPUT, vertex.name(), vertex.place(), axes == 0 ? 1 : axes, wanted);
    }
  }

  private static void part(Vertex vertex, Refusals refusals) {
    Optional<Long> from = vertex.content().argument(0).flatMap(Value::whole);
    Optional<Long> parts = vertex.content().argument(1).flatMap(Value::whole);
    parts
        .filter(many -> many == 0)
        .ifPresent(
            many ->
                refusals.add(
                    Fault.NOT_POSITIVE,
                    "the number of parts of " + vertex.name(),
                    vertex.place(),
                    0,
                    0));
    if (from.isPresent() && parts.filter(n -> n > 0 && from.get() >= n).isPresent()) {
      refusals.add(
          Fault.OUTLYING_SETTING,
          "the part that %s takes".formatted(vertex.name()),
          vertex.place(),
          from.get(),
          parts.get() - 1.0);
    }
  }

  private static void reshape(Vertex vertex, boolean typed, Refusals refusals) {
    Settings own = vertex.content();
    boolean ordered = own.argument(0).filter(it -> it instanceof Value.Letter).isPresent();
    if (ordered
        && own.argument(0).orElseThrow() instanceof Value.Letter it
        && it.value() != 'c'
        && it.value() != 'f') {
      refusals.add(Fault.UNKNOWN_ORDER, vertex.name(), own.place(), 0, 1);
    }
    List<Value> given = own.arguments();
    Sizes.numbers(ordered ? given.subList(1, Math.min(2, given.size())) : given)
        .map(List::size)
        .filter(many -> typed && (many < 2 || many > 4))
        .ifPresent(
            many ->
                refusals.add(
                    Fault.WRONG_COUNT,
                    "the sizes of " + vertex.name(),
                    own.place(),
                    many,
                    many < 2 ? 2 : 4));
  }

  /** A range of features that is not there is missed when the first batch comes in. */
  private static void features(Vertex vertex, Flow flow, boolean typed, Refusals refusals) {
    Settings own = vertex.content();
    Optional<Long> from = own.argument(0).flatMap(Value::whole);
    Optional<Long> to = own.argument(1).flatMap(Value::whole);
    Optional<Long> size = Sizes.known(flow.size());
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    if (from.get() < 0) {
      refusals.add(Fault.OUTLYING_SUBSET, vertex.name(), own.place(), from.get(), 0);
    } else if (size.isPresent() && to.get() >= size.get()) {
      refusals.add(Fault.OUTLYING_SUBSET, vertex.name(), own.place(), to.get(), size.get() - 1);
    } else if (from.get() > to.get() && typed) {
      refusals.add(Fault.OUTLYING_SUBSET, vertex.name(), own.place(), to.get(), from.get());
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
    boolean projects = own.value("projectInput").filter(it -> it.truth().orElse(true)).isPresent();
    if (!projects && heads.filter(many -> many > 1).isPresent()) {
      refusals.add(Fault.UNPROJECTED_HEADS, vertex.name(), own.place(), heads.get(), 1);
    } else if (!projects && out.isPresent()) {
      SIZES.stream()
          .flatMap(size -> own.value(size).flatMap(Value::whole).stream())
          .filter(size -> size > 0 && !size.equals(out.get()))
          .findFirst()
          .ifPresent(
              size ->
                  refusals.add(
                      Fault.UNPROJECTED_SIZE, vertex.name(), own.place(), out.get(), size));
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
