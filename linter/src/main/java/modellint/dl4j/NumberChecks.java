package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;

/**
 * The library's demands on how many numbers a setter takes and how small they may be: {@code
 * ValidationUtils} and the constructors of 1.0.0-beta4 and later, or the first step where the
 * library itself forgets to look.
 */
final class NumberChecks {

  /**
   * @param type of the layers, as a pattern
   * @param position among the constructor's arguments; -1 for none, -2 for all of them
   * @param counts how many numbers an array may hold; empty for any
   */
  private record Demand(
      Pattern type, String setter, int position, Set<Integer> counts, double least) {
    Demand(String type, String setter, int position, Set<Integer> counts, double least) {
      this(Pattern.compile(type), setter, position, counts, least);
    }

    boolean concerns(String layer) {
      return type.matcher(layer).matches();
    }
  }

  private static final int NONE = -1;
  private static final int ALL = -2;

  private static final List<Demand> DEMANDS =
      List.of(
          new Demand("Upsampling1D", "size", ALL, Set.of(1, 2), 1),
          new Demand("Upsampling2D", "size", ALL, Set.of(2), 1),
          new Demand("Upsampling3D", "size", ALL, Set.of(3), 1),
          new Demand("ZeroPadding1DLayer", "padding", ALL, Set.of(2), 0),
          new Demand("ZeroPaddingLayer", "padding", ALL, Set.of(1, 2, 4), 0),
          new Demand("ZeroPadding3DLayer", "padding", ALL, Set.of(1, 3, 6), 0),
          new Demand("Cropping1D", "cropping", ALL, Set.of(1, 2), 0),
          new Demand("Cropping2D", "cropping", ALL, Set.of(1, 2, 4), 0),
          new Demand("Cropping3D", "cropping", ALL, Set.of(1, 3, 6), 0),
          new Demand("SpaceToBatchLayer", "blocks", 0, Set.of(2), 1),
          new Demand("SpaceToDepthLayer", "blocks", 0, Set.of(), 1),
          new Demand("(Depthwise|Separable)Convolution2D", "depthMultiplier", NONE, Set.of(), 1),
          new Demand("SubsamplingLayer", "pnorm", NONE, Set.of(), 0),
          new Demand("SubsamplingLayer", "eps", NONE, Set.of(), 0),
          new Demand("GlobalPoolingLayer", "pnorm", NONE, Set.of(), 1),
          new Demand("CapsuleLayer", "capsules", 0, Set.of(), 1),
          new Demand("CapsuleLayer", "capsuleDimensions", 1, Set.of(), 1),
          new Demand("CapsuleLayer", "routings", 2, Set.of(), 1),
          new Demand("CapsuleLayer", "inputShape", NONE, Set.of(2), 0),
          new Demand("PrimaryCapsules", "capsuleDimensions", 0, Set.of(), 1),
          new Demand("PrimaryCapsules", "channels", 1, Set.of(), 1),
          new Demand("PrimaryCapsules", "capsules", NONE, Set.of(), 0),
          new Demand("VariationalAutoencoder", "encoderLayerSizes", NONE, Set.of(), 1),
          new Demand("VariationalAutoencoder", "decoderLayerSizes", NONE, Set.of(), 1),
          new Demand("LearnedSelfAttentionLayer", "nQueries", NONE, Set.of(), 1),
          new Demand(".*SelfAttentionLayer", "nHeads", NONE, Set.of(), 0),
          new Demand(".*SelfAttentionLayer", "headSize", NONE, Set.of(), 0),
          new Demand("PReLULayer", "inputShape", NONE, Set.of(), 1),
          new Demand("RepeatVector", "repetitionFactor", 0, Set.of(), 1));

  /** The numbers of a window: an array for each. */
  private static final List<Demand> WINDOWS =
      List.of(
          new Demand("(|Depthwise|Separable)Convolution(2D|Layer)", "", 0, Set.of(2), 0),
          new Demand("Deconvolution2D|SubsamplingLayer|LocallyConnected2D", "", 0, Set.of(2), 0),
          new Demand("Convolution3D|Deconvolution3D|Subsampling3DLayer", "", 0, Set.of(1, 3), 0),
          new Demand("PrimaryCapsules", "", NONE, Set.of(1, 2), 0));

  private NumberChecks() {}

  static void check(Drawing it, Refusals refusals) {
    String type = it.settings().type();
    for (Demand demand : DEMANDS) {
      if (demand.concerns(type)) {
        given(demand, it.own()).ifPresent(numbers -> judge(demand, numbers, it, refusals));
      }
    }
    blocks(it, refusals);
    if (type.startsWith("Cropping")) {
      cropped(it, refusals);
    }
    for (Demand demand : WINDOWS) {
      if (demand.concerns(type)) {
        window(demand, it, refusals);
      }
    }
  }

  /** What blocks leave over throws when the first batch comes in. */
  private static void blocks(Drawing it, Refusals refusals) {
    boolean batches = it.settings().type().equals("SpaceToBatchLayer");
    boolean padded = it.own().last("padding").isPresent() || it.own().arguments().size() > 1;
    if (!(it.flow() instanceof Flow.Image image)
        || (batches && padded)
        || !(batches || it.settings().type().equals("SpaceToDepthLayer"))) {
      return;
    }
    List<Long> sides =
        it.own()
            .value("blocks")
            .or(() -> it.own().argument(0))
            .flatMap(value -> Sizes.numbers(List.of(value)))
            .orElse(List.of());
    List<Dim> sizes = List.of(image.height(), image.width());
    for (int axis = 0; axis < 2 && !sides.isEmpty(); axis++) {
      long side = sides.get(Math.min(axis, sides.size() - 1));
      if (side > 0 && sizes.get(axis).isKnown() && sizes.get(axis).size() % side != 0) {
        long rest = sizes.get(axis).size() % side;
        refusals.add(Fault.INDIVISIBLE_BLOCKS, it.settings().name(), it.place(), rest, 0);
        return;
      }
    }
  }

  /** Nothing may be cut off a side but less than all of it. */
  private static void cropped(Drawing it, Refusals refusals) {
    List<Dim> sides = WindowChecks.positions(it.flow());
    List<Long> cut =
        given(new Demand("", "cropping", ALL, Set.of(), 0), it.own())
            .flatMap(Sizes::numbers)
            .orElse(List.of());
    for (int axis = 0; axis < sides.size() && !cut.isEmpty(); axis++) {
      boolean both = cut.size() == 2 * sides.size();
      int at = both ? 2 * axis : Math.min(axis, cut.size() - 1);
      long all = cut.get(at) + (both ? cut.get(at + 1) : cut.get(at));
      if (sides.get(axis).isKnown() && all >= sides.get(axis).size()) {
        refusals.add(
            Fault.OUTLYING_SETTING,
            "the cropping of " + it.settings().name(),
            it.place(),
            all,
            sides.get(axis).size() - 1.0);
        return;
      }
    }
  }

  private static Optional<List<Value>> given(Demand demand, Settings own) {
    Optional<Call> call = own.last(demand.setter());
    if (call.isPresent()) {
      return call.filter(Call::certain).map(Call::arguments);
    }
    if (demand.position() == ALL) {
      return Optional.of(own.arguments()).filter(all -> !all.isEmpty());
    }
    return demand.position() == NONE
        ? Optional.empty()
        : own.argument(demand.position()).map(List::of);
  }

  private static void judge(Demand demand, List<Value> given, Drawing it, Refusals refusals) {
    String subject = "the " + demand.setter() + " of " + it.settings().name();
    boolean empty = Dl4jApi.spread(given).isEmpty() && demand.setter().endsWith("LayerSizes");
    if (empty) {
      refusals.add(Fault.UNSTATED_SIZE, subject, it.place(), 0, 1);
      return;
    }
    count(demand, given, subject, it, refusals);
    reals(given).stream()
        .min(Double::compare)
        .filter(least -> least < demand.least())
        .ifPresent(
            least ->
                refusals.add(Fault.OUTLYING_SETTING, subject, it.place(), least, demand.least()));
  }

  /** A single number that is no array stands for each axis. */
  private static void count(
      Demand demand, List<Value> given, String subject, Drawing it, Refusals refusals) {
    boolean array = given.size() == 1 && given.get(0) instanceof Value.Elements;
    Optional<List<Long>> numbers = Sizes.numbers(given);
    if (demand.counts().isEmpty() || numbers.isEmpty() || (given.size() == 1 && !array)) {
      return;
    }
    int many = numbers.get().size();
    boolean pair = many == 2 && demand.setter().equals("size") && demand.counts().contains(1);
    if (pair && !numbers.get().get(0).equals(numbers.get().get(1))) {
      String factors = subject.replaceFirst("the size", "the different factors");
      refusals.add(Fault.WRONG_COUNT, factors, it.place(), many, 1);
    }
    if (!demand.counts().contains(many)) {
      int most = demand.counts().stream().max(Integer::compare).orElse(many);
      refusals.add(Fault.WRONG_COUNT, numbersOf(subject), it.place(), many, most);
    }
  }

  private static String numbersOf(String subject) {
    return subject.replaceFirst("the ", "the numbers of ");
  }

  private static void window(Demand demand, Drawing it, Refusals refusals) {
    for (String setter : List.of("kernelSize", "stride", "padding", "dilation")) {
      it.own()
          .last(setter)
          .filter(Call::certain)
          .ifPresent(call -> sides(demand, setter, call.arguments(), it, refusals));
    }
    if (demand.position() != NONE) {
      List<Value> given = it.own().arguments();
      boolean arrays = given.stream().anyMatch(value -> value instanceof Value.Elements);
      List<Value> kernel =
          given.stream()
              .filter(value -> !arrays || value instanceof Value.Elements)
              .limit(arrays ? 1 : given.size())
              .toList();
      sides(demand, "kernelSize", kernel, it, refusals);
    }
  }

  /** One number in two dimensions has a fault of its own. */
  private static void sides(
      Demand demand, String setter, List<Value> given, Drawing it, Refusals refusals) {
    Optional<List<Long>> numbers = Sizes.numbers(given);
    boolean plane = demand.counts().equals(Set.of(2));
    if (numbers.isEmpty() || demand.counts().contains(numbers.get().size())) {
      return;
    }
    int many = numbers.get().size();
    boolean local = it.settings().type().startsWith("Local");
    if (many > 1 || !plane || local) {
      String subject = "the numbers of " + setter + " of " + it.settings().name();
      int most = demand.counts().stream().max(Integer::compare).orElse(many);
      refusals.add(Fault.WRONG_COUNT, subject, it.place(), many, most);
    }
  }

  private static List<Double> reals(List<Value> given) {
    var reals = new ArrayList<Double>();
    for (Value value : Dl4jApi.spread(given)) {
      value.real().ifPresent(reals::add);
    }
    return reals;
  }
}
