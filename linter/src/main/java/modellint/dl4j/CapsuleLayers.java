package modellint.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;

/**
 * Capsules, which run as sequences: as many steps of features as there are capsules. What they
 * compute, squashing and routing by agreement, no ONNX operator says.
 */
final class CapsuleLayers {

  private CapsuleLayers() {}

  private static Dim number(Drawing it, String setter, int position, long otherwise) {
    return it.own()
        .value(setter)
        .or(() -> it.own().argument(position))
        .map(value -> Sizes.dim(value, it.settings().name() + "." + setter))
        .orElse(Dim.of(otherwise));
  }

  /** A convolution whose channels are dealt out to capsules. */
  static Tensor primary(Drawing it) {
    Dim dimensions = number(it, "capsuleDimensions", 0, 8);
    Dim channels = number(it, "channels", 1, 32);
    Windows window = windows(it);
    Dim in = it.inSize(it.flow().size());
    Dim out = dimensions.times(channels);
    List<Dim> kernel = window.dims(2);
    it.ownWeight("weight", ConvLayers.fans(window, in, out), kernel.get(0), kernel.get(1), in, out);
    if (it.own().truth("hasBias").orElse(true)) {
      it.constant("bias", 0, out);
    }
    Flow image = ConvLayers.flow(it.flow(), window, out, false);
    Dim capsules =
        it.own()
            .value("capsules")
            .filter(Sizes::isSet)
            .map(value -> Sizes.dim(value, "capsules"))
            .or(() -> image.elements().dividedBy(dimensions))
            .orElse(Sizes.symbol(it.settings().name() + ".capsules"));
    return new Tensor(it.opaque("PrimaryCapsules"), new Flow.Sequence(capsules, dimensions));
  }

  static Windows windows(Drawing it) {
    return Windows.of(it.settings(), 2, 2, 9, 2).in(mode(it));
  }

  private static String mode(Drawing it) {
    return it.own().value("convolutionMode").orElse(new Value.Constant("", "Truncate"))
            instanceof Value.Constant mode
        ? mode.name()
        : "unknown";
  }

  static Tensor capsules(Drawing it) {
    Dim capsules = number(it, "capsules", 0, 0);
    Dim dimensions = number(it, "capsuleDimensions", 1, 0);
    Optional<List<Long>> stated =
        it.own()
            .last("inputShape")
            .flatMap(call -> Sizes.numbers(call.arguments()))
            .filter(sizes -> sizes.stream().allMatch(size -> size >= 0));
    Dim in = stated.map(n -> Dim.of(n.get(0))).orElse(it.flow().size());
    Dim features =
        stated
            .map(n -> Dim.of(n.get(n.size() - 1)))
            .orElse(
                it.flow() instanceof Flow.Sequence sequence
                    ? sequence.time()
                    : Sizes.symbol("dimensions"));
    Dim out = capsules.times(dimensions);
    it.ownWeight(
        "weight", Fans.of(in.times(features), out), Dim.of(1), in, out, features, Dim.of(1));
    if (it.own().truth("hasBias").orElse(false)) {
      it.constant("bias", 0, Dim.of(1), Dim.of(1), capsules, dimensions, Dim.of(1));
    }
    return new Tensor(it.opaque("Capsules"), new Flow.Sequence(capsules, dimensions));
  }

  /** The length of each capsule. */
  static Tensor strength(Drawing it) {
    String length =
        it.blocks()
            .op(
                "ReduceL2",
                "",
                List.of(it.x()),
                Map.of("axes", Blocks.ints(2), "keepdims", new Attribute.Int(0)));
    return new Tensor(length, new Flow.Rows(it.flow().size(), Optional.empty()));
  }
}
