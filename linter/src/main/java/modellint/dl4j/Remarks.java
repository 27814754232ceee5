package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.TrainingDetails.Remark;

/**
 * What the library makes of a definition against its wording, where no graph and no number shows
 * it. Read in {@code org.deeplearning4j.nn.conf}, 1.0.0-beta4 to 1.0.0-M2.1.
 */
final class Remarks {

  private Remarks() {}

  static List<Remark> of(Globals globals, List<LayerFact> layers, Optional<Updater> updater) {
    Stream<Remark> ofLayers =
        layers.stream()
            .map(LayerFact::settings)
            .flatMap(
                it ->
                    Stream.of(
                            it.unremoved().stream(),
                            idleThreshold(it).stream(),
                            unreadActivation(it, layers).stream(),
                            unstatedKernel(it).stream())
                        .flatMap(all -> all));
    return Stream.of(
            ofLayers,
            droppedConstraint(globals).stream(),
            lostSchedule(globals, layers).stream(),
            summedGradient(globals, updater).stream())
        .flatMap(it -> it)
        .toList();
  }

  /** A threshold of the layer's own, under a mode that is known to read none. */
  private static Optional<Remark> idleThreshold(LayerSettings layer) {
    String mode = layer.gradientNormalization();
    boolean idle = mode.equals("None") || mode.startsWith("Renormalize");
    return layer
        .own()
        .last("gradientNormalizationThreshold")
        .filter(it -> idle)
        .flatMap(
            call ->
                Settings.value(call)
                    .real()
                    .map(
                        value ->
                            new Remark(
                                Remark.Kind.IDLE_THRESHOLD,
                                call.place(),
                                value,
                                ".gradientNormalization(GradientNormalization.ClipL2PerLayer)")));
  }

  /**
   * A batch normalisation inherits the setter and applies nothing. Where layers of their own apply
   * the same function, the setting is only in vain.
   */
  private static Optional<Remark> unreadActivation(LayerSettings layer, List<LayerFact> layers) {
    Optional<Call> call =
        layer.own().last("activation").filter(it -> layer.type().equals("BatchNormalization"));
    return call.flatMap(it -> name(Settings.value(it)))
        .filter(it -> !it.equals("IDENTITY"))
        .filter(it -> layers.stream().noneMatch(other -> applies(other.settings(), it)))
        .map(
            it ->
                new Remark(
                    Remark.Kind.UNREAD_SETTING,
                    call.orElseThrow().place(),
                    0,
                    "put new ActivationLayer(Activation."
                        + it
                        + ") behind the batch normalisation, which applies no function"));
  }

  private static boolean applies(LayerSettings layer, String function) {
    Settings own = layer.own();
    return layer.type().equals("ActivationLayer")
        && Stream.concat(own.value("activation").stream(), own.arguments().stream())
            .flatMap(it -> name(it).stream())
            .anyMatch(function::equals);
  }

  private static Optional<String> name(Value value) {
    return value instanceof Value.Constant it ? Optional.of(it.name()) : Optional.empty();
  }

  /** The builder's own default is a kernel of one and a stride of two. */
  private static Optional<Remark> unstatedKernel(LayerSettings layer) {
    Settings own = layer.own();
    boolean unstated =
        layer.type().matches("Subsampling(|3D)Layer")
            && own.last("kernelSize").isEmpty()
            && own.arguments().stream().allMatch(it -> it instanceof Value.Constant);
    return unstated
        ? Optional.of(new Remark(Remark.Kind.UNSTATED_KERNEL, own.place(), 1, ".kernelSize(2, 2)"))
        : Optional.empty();
  }

  private static Optional<Remark> droppedConstraint(Globals globals) {
    return globals
        .settings()
        .last("constrainAllParameters")
        .filter(it -> globals.version() != Version.LEGACY)
        .map(Remarks::dropped);
  }

  /** Each layer that states no updater gets a copy of the global one. */
  private static Optional<Remark> lostSchedule(Globals globals, List<LayerFact> layers) {
    boolean copied =
        layers.stream()
            .anyMatch(
                it -> it.weight().isPresent() && it.settings().own().last("updater").isEmpty());
    return globals
        .settings()
        .last("updater")
        .filter(call -> copied && globals.version() != Version.LEGACY)
        .flatMap(
            call ->
                Updaters.of(Settings.value(call))
                    .filter(Updater::losesSchedule)
                    .map(
                        it ->
                            new Remark(
                                Remark.Kind.LOST_SCHEDULE,
                                call.place(),
                                it.number("learningRate").orElse(Double.NaN),
                                ".updater(new AdaGrad(schedule)) on each layer")));
  }

  private static Remark dropped(Call call) {
    int given = Dl4jApi.spread(call.arguments()).size();
    return new Remark(
        Remark.Kind.DROPPED_CONSTRAINT,
        call.place(),
        given,
        ".constrainWeights(..) with the same constraints");
  }

  private static Optional<Remark> summedGradient(Globals globals, Optional<Updater> updater) {
    return globals
        .settings()
        .last("miniBatch")
        .filter(call -> Settings.value(call).truth().filter(it -> !it).isPresent())
        .map(
            call ->
                new Remark(
                    Remark.Kind.SUMMED_GRADIENT,
                    call.place(),
                    updater.flatMap(Updater::learningRate).orElse(Double.NaN),
                    ".miniBatch(true)"));
  }
}
