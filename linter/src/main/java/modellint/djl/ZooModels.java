package modellint.djl;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/**
 * Models of the library's zoo whose source is not at hand: what their builders throw at can be
 * told, what they are made of cannot.
 */
final class ZooModels {

  /** Setters that take one entry for each stage of the model. */
  private static final Map<String, Integer> STAGES =
      Map.of(
          "LeNet.setNumChannels", 4,
          "AlexNet.setNumChannels", 7,
          "NiN.setNumChannels", 4,
          "MobileNetV2.optFilters", 9,
          "MobileNetV2.optRepeatTimes", 9,
          "MobileNetV2.optStrides", 9,
          "MobileNetV2.optMultiTimes", 7);

  private static final List<Long> DEPTHS = List.of(18L, 34L, 50L, 101L, 152L, 200L, 269L);

  private static final int SMALL_IMAGE = 28;

  private final Walk walk;
  private final Settings it;

  private ZooModels(Walk walk, Settings it) {
    this.walk = walk;
    this.it = it;
  }

  static List<Tensor> draw(Walk walk, Settings settings) {
    if (settings.built()) {
      new ZooModels(walk, settings).check();
    }
    throw new Undetermined(
        settings.type() + " is a model of DJL's zoo, whose source is not among the files");
  }

  private void check() {
    for (Call call : it.calls()) {
      String setter = it.type() + "." + call.method();
      int stages = STAGES.getOrDefault(setter, -1);
      Optional<List<Value>> entries = call.argument(0).elements();
      if (stages > 0 && call.certain() && entries.isPresent() && entries.get().size() != stages) {
        throw walk.refused(Fault.ODD_STAGES, setter, entries.get().size(), stages);
      }
    }
    switch (it.type()) {
      case "VGG" -> architecture();
      case "ResNetV1" -> depth();
      case "SingleShotDetection" -> features();
      default -> {}
    }
  }

  private Refused unset(String what) {
    return walk.refused(Fault.UNSET_NUMBER, what + " of " + it.type(), 0, 1);
  }

  /** The setter compares with the depth that is set by then. */
  private void architecture() {
    Optional<Long> layers = Optional.of(11L);
    for (Call call : it.calls()) {
      if (call.method().equals("setNumLayers")) {
        layers = call.argument(0).whole().filter(n -> call.certain());
      } else if (call.method().equals("setConvArch") && call.certain() && layers.isPresent()) {
        Optional<Long> convolutions = convolutions(call.argument(0));
        if (convolutions.isPresent() && convolutions.get() != layers.get() - 3) {
          String what = "VGG of these convolutions under the number of layers set by then";
          throw walk.refused(Fault.UNOFFERED_DEPTH, what, layers.get(), convolutions.get() + 3.0);
        }
      }
    }
  }

  private static Optional<Long> convolutions(Value architecture) {
    Optional<List<Value>> stages = architecture.elements();
    if (stages.isEmpty()) {
      return Optional.empty();
    }
    long sum = 0;
    for (Value stage : stages.get()) {
      Optional<Long> count =
          stage.elements().filter(n -> !n.isEmpty()).flatMap(n -> n.get(0).whole());
      if (count.isEmpty()) {
        return count;
      }
      sum += count.get();
    }
    return Optional.of(sum);
  }

  private void depth() {
    if (it.last("setImageShape").isEmpty()) {
      throw unset("the image shape");
    }
    Optional<Long> height =
        it.value("setImageShape")
            .flatMap(Sizes::shape)
            .filter(n -> n.size() > 1)
            .flatMap(n -> n.get(1).whole());
    Optional<Long> layers =
        it.last("setNumLayers").isEmpty()
            ? Optional.of(0L)
            : it.value("setNumLayers").flatMap(Value::whole);
    if (height.isPresent() && layers.isPresent() && !isOffered(layers.get(), height.get())) {
      throw walk.refused(Fault.UNOFFERED_DEPTH, "ResNetV1 of this depth", layers.get(), 18);
    }
    if (it.last("setOutSize").isEmpty()) {
      throw unset("the size of the output");
    }
  }

  private static boolean isOffered(long layers, long height) {
    if (height > SMALL_IMAGE) {
      return DEPTHS.contains(layers);
    }
    return layers >= 164 ? (layers - 2) % 9 == 0 : (layers - 2) % 6 == 0;
  }

  private void features() {
    Optional<Long> downsampled =
        it.last("setNumFeatures").isEmpty()
            ? Optional.of(-1L)
            : it.value("setNumFeatures").flatMap(Value::whole);
    boolean listed = it.last("optFeatures").isPresent();
    if (!listed && downsampled.filter(n -> n < 0).isPresent()) {
      throw unset("the number of features");
    }
    if (it.last("setSizes").isEmpty() || it.last("setRatios").isEmpty()) {
      throw unset("the sizes and ratios of the boxes");
    }
    Optional<Boolean> pooled =
        it.last("optGlobalPool").isEmpty()
            ? Optional.of(true)
            : it.value("optGlobalPool").flatMap(Value::truth);
    if (listed || downsampled.isEmpty() || pooled.isEmpty()) {
      return;
    }
    long maps = 1 + downsampled.get() + (pooled.get() ? 1 : 0);
    for (String setter : List.of("setSizes", "setRatios")) {
      Optional<Integer> given = it.value(setter).flatMap(Value::elements).map(List::size);
      if (given.filter(n -> n != maps).isPresent()) {
        throw walk.refused(Fault.ODD_STAGES, "SingleShotDetection." + setter, given.get(), maps);
      }
    }
  }
}
