package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/**
 * What 1.0.0-M2.1 offers, and throws at in the first step by a fault of its own: parts that were
 * not told of parameters with a single axis, and calls of operations that the native library does
 * not take. Each was seen to throw there, and to work in its neighbouring form.
 */
final class FailureChecks {

  private FailureChecks() {}

  /** Of one layer, whether it is wrapped or not. */
  static void check(Drawing it, Inference inference, Refusals refusals) {
    if (it.settings().globals().version() != Version.LATEST) {
      return;
    }
    String name = it.settings().name();
    switch (it.settings().type()) {
      case "SimpleRnn" -> {
        if (it.own().truth("hasLayerNorm").orElse(false)) {
          refusals.addLater(Fault.FAILING_NORM, name, it.place(), 0, 1);
        }
      }
      case "LearnedSelfAttentionLayer" ->
          refusals.addLater(Fault.FAILING_QUERIES, name, it.place(), 0, 1);
      case "SubsamplingLayer", "Subsampling1DLayer" -> {
        if (PoolLayers.isSum(it)) {
          refusals.addLater(Fault.SUMMED_POOL, name, it.place(), 0, 1);
        }
      }
      case "SeparableConvolution2D" -> separable(it, inference, refusals);
      default -> {}
    }
  }

  private static void separable(Drawing it, Inference inference, Refusals refusals) {
    String name = it.settings().name();
    boolean single = Sizes.known(it.inSize(it.flow().size())).filter(in -> in == 1).isPresent();
    if (single) {
      refusals.addLater(Fault.SINGLE_CHANNEL, name, it.place(), 1, 2);
    } else if (inference == Inference.NONE && it.own().last("dataFormat").isEmpty()) {
      refusals.addLater(Fault.UNTOLD_CHANNELS, name, it.place(), 0, 1);
    }
  }

  /** Whether {@code layer} cuts the input of a list, which is no copy. */
  static boolean cuts(Vertex layer, boolean first) {
    boolean open =
        layer
            .heritage()
            .globals()
            .settings()
            .value("trainingWorkspaceMode")
            .filter(it -> !(it instanceof Value.Constant mode) || !mode.name().equals("ENABLED"))
            .isPresent();
    return first && !open && layer.inputs().isEmpty() && layer.type().equals("Cropping2D");
  }

  /**
   * What all layers have in common.
   *
   * @param cuts whether the first of them cuts its input
   */
  static void check(Globals globals, List<LayerFact> layers, boolean cuts, Refusals refusals) {
    if (globals.version() != Version.LATEST) {
      return;
    }
    List<LayerSettings> trained =
        layers.stream()
            .filter(it -> it.weight().isPresent())
            .map(LayerFact::settings)
            .filter(it -> !it.isFrozen())
            .toList();
    // Where rows are made of it, they are a copy.
    boolean read = layers.size() > 1 && Layouts.wantsImages(layers.get(1).settings().type());
    if (cuts && read && !trained.isEmpty()) {
      LayerFact first = layers.get(0);
      refusals.addLater(Fault.CROPPED_INPUT, first.name(), first.place(), 0, 1);
    }
    trained.stream()
        .flatMap(it -> Stream.of(it.updater(), it.biasUpdater()).flatMap(Optional::stream))
        .filter(it -> it.type().equals("AdaBelief"))
        .flatMap(it -> it.place().stream())
        .findFirst()
        .ifPresent(at -> refusals.addLater(Fault.FAILING_UPDATER, "AdaBelief", at, 0, 1));
    slopes(layers, refusals);
  }

  /** The global function is one object, which keeps the slopes that it drew last. */
  private static void slopes(List<LayerFact> layers, Refusals refusals) {
    List<LayerFact> sharing =
        layers.stream()
            .filter(it -> it.settings().type().equals("DenseLayer"))
            .filter(it -> it.settings().inheritsActivation())
            .filter(it -> Functions.word(it.settings().activation()).equals("rrelu"))
            .filter(it -> it.out().isKnown())
            .toList();
    if (sharing.isEmpty()) {
      return;
    }
    LayerFact last = sharing.get(sharing.size() - 1);
    sharing.stream()
        .filter(it -> !it.out().equals(last.out()))
        .findFirst()
        .ifPresent(
            it ->
                refusals.addLater(
                    Fault.SHARED_SLOPES,
                    it.name(),
                    it.place(),
                    it.out().size(),
                    last.out().size()));
  }
}
