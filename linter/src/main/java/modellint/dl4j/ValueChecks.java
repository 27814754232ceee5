package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Place;
import modellint.graph.Refusal.Fault;

/**
 * The library's demands on single settings, made when they are stated: constructors and setters of
 * 1.0.0-beta4 and later throw at these.
 */
final class ValueChecks {

  private static final Set<String> ATTENTION =
      Set.of("SelfAttentionLayer", "LearnedSelfAttentionLayer", "RecurrentAttentionLayer");

  private static final Set<String> UNWRAPPABLE =
      Set.of(
          "DenseLayer",
          "OutputLayer",
          "RnnOutputLayer",
          "ConvolutionLayer",
          "Convolution1DLayer",
          "BatchNormalization",
          "ActivationLayer",
          "SelfAttentionLayer",
          "LearnedSelfAttentionLayer",
          "RecurrentAttentionLayer",
          "EmbeddingSequenceLayer",
          "Subsampling1DLayer",
          "GlobalPoolingLayer",
          "Bidirectional");

  private static final Set<String> DENSE =
      Set.of("DenseLayer", "OutputLayer", "RnnOutputLayer", "CenterLossOutputLayer");

  private ValueChecks() {}

  static void check(Drawing it, Inference inference, Refusals refusals) {
    Globals globals = it.settings().globals();
    if (!globals.version().validatesOutputs()) {
      return;
    }
    Stream.of(globals.settings(), it.own())
        .flatMap(settings -> settings.calls().stream())
        .filter(Call::certain)
        .forEach(call -> stated(call, refusals));
    String name = it.settings().name();
    boolean unsquare = isUnsquareIdentity(it);
    if (unsquare) {
      double units = it.outSize().size();
      refusals.add(
          Fault.UNSQUARE_IDENTITY, name, it.place(), units, it.inSize(it.flow().elements()).size());
    }
    missing(it, "PReLULayer", "inputShape", Fault.NO_SLOPES, refusals);
    missing(it, "Yolo2OutputLayer", "boundingBoxPriors", Fault.NO_BOXES, refusals);
    if (ATTENTION.contains(it.settings().type())) {
      attention(it, refusals);
    }
    if (it.settings().type().equals("ElementWiseMultiplicationLayer")) {
      elementWise(it, refusals);
    }
    switch (it.settings().type()) {
      case "Bidirectional" -> wrapped(it, UNWRAPPABLE::contains, Fault.UNWRAPPABLE_LAYER, refusals);
      case "FrozenLayer" -> wrapped(it, Losses::isOutput, Fault.FROZEN_OUTPUT, refusals);
      case "LossLayer", "RnnLossLayer", "CnnLossLayer", "Cnn3DLossLayer" ->
          it.own()
              .last("nIn", "nOut")
              .filter(Call::certain)
              .ifPresent(call -> refusals.add(Fault.SIZED_LOSS, name, call.place(), 1, 0));
      case "DropoutLayer" ->
          it.own()
              .argument(0)
              .flatMap(Value::real)
              .filter(share -> share < 0)
              .ifPresent(share -> refusals.add(Fault.RETAINED_SHARE, "", it.place(), share, 0));
      default -> {}
    }
    NumberChecks.check(it, refusals);
    DrawChecks.check(it, refusals);
    LossChecks.check(it, refusals);
    FitChecks.check(it, inference, refusals);
  }

  private static void stated(Call call, Refusals refusals) {
    switch (call.method()) {
      case "weightInit" -> {
        boolean bare = isDistribution(call.argument(0));
        if (bare && call.arguments().size() == 1) {
          refusals.add(Fault.NO_DISTRIBUTION, "", call.place(), 0, 1);
        }
      }
      case "dataType" -> {
        if (call.argument(0) instanceof Value.Constant type
            && type.type().endsWith("DataType")
            && !type.name().matches("DOUBLE|FLOAT|HALF")) {
          refusals.add(Fault.UNREAL_TYPE, type.name(), call.place(), 0, 1);
        }
      }
      case "dropOut" ->
          call.argument(0)
              .real()
              .filter(share -> share < 0)
              .ifPresent(share -> refusals.add(Fault.RETAINED_SHARE, "", call.place(), share, 0));
      case "updater" -> updater(call, refusals);
      default -> {}
    }
  }

  private static void updater(Call call, Refusals refusals) {
    if (call.argument(0) instanceof Value.Constant it
        && it.type().endsWith(".Updater")
        && it.name().equals("CUSTOM")) {
      refusals.add(Fault.CUSTOM_UPDATER, "", call.place(), 0, 1);
    }
    List<Value> stated =
        Settings.of(call.argument(0)).stream()
            .flatMap(
                made ->
                    Stream.concat(
                        made.arguments().stream(),
                        made.calls().stream().map(setter -> setter.argument(0))))
            .toList();
    for (Value value : stated) {
      Schedules.late(value)
          .ifPresent(
              late -> refusals.add(Fault.NO_FIRST_RATE, "", late.place(), late.firstKey(), 0));
      Schedules.of(value)
          .filter(it -> it.numbers().getOrDefault("cycleLength", 1.0) == 0)
          .ifPresent(
              it -> refusals.add(Fault.NOT_POSITIVE, "the length of a cycle", call.place(), 0, 0));
    }
  }

  static boolean isDistribution(Value value) {
    return value instanceof Value.Constant it
        && it.name().equals("DISTRIBUTION")
        && it.type().endsWith("WeightInit");
  }

  private static boolean isUnsquareIdentity(Drawing it) {
    Dim in = it.inSize(it.flow().elements());
    Dim out = it.outSize();
    return DENSE.contains(it.settings().type())
        && WeightInits.name(it.settings().weightInit()).equals("IDENTITY")
        && in.isKnown()
        && out.isKnown()
        && !in.equals(out);
  }

  private static void missing(
      Drawing it, String type, String setter, Fault fault, Refusals refusals) {
    if (it.settings().type().equals(type)
        && it.own().last(setter).isEmpty()
        && it.own().arguments().isEmpty()) {
      refusals.add(fault, it.settings().name(), it.place(), 0, 1);
    }
  }

  static void unshared(long outputs, long heads, String name, Place.Line place, Refusals refusals) {
    if (heads > 0 && outputs % heads != 0) {
      refusals.add(Fault.UNSHARED_HEADS, name, place, outputs % heads, 0);
    }
  }

  /** One weight for each input: the library throws when it makes the layer. */
  private static void elementWise(Drawing it, Refusals refusals) {
    Dim in = it.inSize(it.flow().elements());
    Dim out = it.outSize();
    if (it.own().value("nOut").filter(Sizes::isSet).isEmpty()) {
      refusals.add(Fault.NO_OUTPUT_SIZE, it.settings().name(), it.place(), 0, 1);
    } else if (in.isKnown() && out.isKnown() && !in.equals(out)) {
      refusals.add(Fault.UNEQUAL_SIZES, it.settings().name(), it.place(), out.size(), in.size());
    }
  }

  static void wrapped(Drawing it, Predicate<String> refused, Fault fault, Refusals refusals) {
    it.own().arguments().stream()
        .flatMap(argument -> Settings.of(argument).stream())
        .filter(inner -> refused.test(inner.type()))
        .findFirst()
        .ifPresent(
            inner -> {
              boolean frozen = fault == Fault.FROZEN_OUTPUT;
              refusals.add(
                  fault, it.settings().name(), inner.place(), frozen ? 1 : 0, frozen ? 0 : 1);
            });
  }

  /** Read when the layer is built, before any size is inferred. */
  private static void attention(Drawing it, Refusals refusals) {
    Optional<Long> out = it.own().value("nOut").flatMap(Value::whole);
    Optional<Value> stated = it.own().value("nIn");
    Optional<Long> in = stated.isEmpty() ? Optional.of(0L) : stated.flatMap(Value::whole);
    // Between the steps of a recurrent layer, inputs are projected unless that is switched off.
    Optional<Value> projection = it.own().value("projectInput");
    boolean projects =
        projection.isEmpty()
            ? it.settings().type().startsWith("Recurrent")
            : projection.filter(value -> value.truth().orElse(true)).isPresent();
    Optional<Value> heads = it.own().value("nHeads");
    Optional<Long> many = heads.isEmpty() ? Optional.of(0L) : heads.flatMap(Value::whole);
    String name = it.settings().name();
    if (!projects && many.isPresent() && many.get() != 1) {
      refusals.add(Fault.UNPROJECTED_HEADS, name, it.place(), many.get(), 1);
    } else if (many.isPresent() && many.get() == 0) {
      refusals.add(Fault.UNSTATED_SIZE, "the nHeads of " + name, it.place(), 0, 1);
    } else if (many.isPresent() && out.isPresent() && it.own().last("headSize").isEmpty()) {
      unshared(out.get(), many.get(), name, it.place(), refusals);
    }
    if (projects && it.own().value("nOut").isEmpty()) {
      refusals.add(Fault.NO_OUTPUT_SIZE, name, it.place(), 0, 1);
    }
    if (it.settings().type().startsWith("Learned") && it.own().value("nQueries").isEmpty()) {
      refusals.add(Fault.UNSTATED_SIZE, "the nQueries of " + name, it.place(), 0, 1);
    }
    if (!projects && out.isPresent() && in.isPresent() && !in.equals(out)) {
      refusals.add(Fault.UNPROJECTED_SIZE, it.settings().name(), it.place(), out.get(), in.get());
    }
  }
}
