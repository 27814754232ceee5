package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/** Losses whose own numbers are impossible, or are not those of the outputs that they weigh. */
final class LossChecks {

  private LossChecks() {}

  static void check(Drawing it, Refusals refusals) {
    if (it.settings().type().equals("Yolo2OutputLayer")) {
      boxes(it, refusals);
    }
    if (!Losses.isOutput(it.settings().type())) {
      return;
    }
    Optional<Value> stated =
        it.own().value("lossFunction", "lossFn").or(() -> it.own().argument(0));
    if (stated.filter(value -> value instanceof Value.Nothing).isPresent()) {
      refusals.add(Fault.NULL_SETTING, "the loss of " + it.settings().name(), it.place(), 0, 1);
    }
    stated.flatMap(Settings::of).ifPresent(made -> loss(made, it, refusals));
  }

  private static void loss(Settings made, Drawing it, Refusals refusals) {
    Optional<Double> first = made.argument(0).flatMap(Value::real);
    String name = it.settings().name();
    switch (made.type()) {
      case "LossFMeasure" -> {
        first
            .filter(beta -> beta <= 0)
            .ifPresent(
                beta ->
                    refusals.add(Fault.NOT_POSITIVE, "the beta of " + name, made.place(), beta, 0));
        Sizes.known(it.outSize())
            .filter(units -> units > 2)
            .ifPresent(
                units ->
                    refusals.add(
                        Fault.WRONG_COUNT,
                        "the outputs under the F-measure of " + name,
                        made.place(),
                        units,
                        2));
      }
      case "LossMCXENT", "LossNegativeLogLikelihood", "LossBinaryXENT" ->
          first
              .filter(epsilon -> epsilon < 0 || epsilon > 0.5)
              .ifPresent(
                  epsilon ->
                      refusals.add(
                          Fault.OUTLYING_SETTING,
                          "the clipping of the loss of " + name,
                          made.place(),
                          epsilon,
                          epsilon < 0 ? 0 : 0.5));
      case "LossMixtureDensity" -> mixture(made, it, refusals);
      default -> {}
    }
    made.arguments().stream()
        .flatMap(value -> GivenArray.shape(value).stream())
        .findFirst()
        .ifPresent(shape -> weights(shape, made, it, refusals));
  }

  /** One weight for each output, in a row. */
  private static void weights(List<Long> shape, Settings made, Drawing it, Refusals refusals) {
    long all = shape.stream().reduce(1L, (a, b) -> a * b);
    String subject = "the weights of the loss of " + it.settings().name();
    Optional<Long> units = Sizes.known(it.outSize());
    long row = shape.get(shape.size() - 1);
    if (shape.size() > 2 || row != all) {
      refusals.add(Fault.WRONG_COUNT, subject, made.place(), all, units.orElse(row));
    } else if (units.filter(many -> many != all).isPresent()) {
      refusals.add(Fault.WRONG_COUNT, subject, made.place(), all, units.get());
    }
  }

  /** For each Gaussian its share and its deviation, and a mean for each label. */
  private static void mixture(Settings made, Drawing it, Refusals refusals) {
    String name = it.settings().name();
    Optional<Long> gaussians = number("gaussians", made);
    Optional<Long> labels = number("labelWidth", made);
    for (var each : List.of("gaussians", "labelWidth")) {
      number(each, made)
          .filter(many -> many <= 0)
          .ifPresent(
              many ->
                  refusals.add(
                      Fault.UNSTATED_SIZE,
                      "the %s of the loss of %s".formatted(each, name),
                      made.place(),
                      many,
                      1));
    }
    Optional<Long> units = Sizes.known(it.outSize());
    if (gaussians.filter(n -> n > 0).isPresent()
        && labels.filter(n -> n > 0).isPresent()
        && units.isPresent()) {
      long wanted = (labels.get() + 2) * gaussians.get();
      if (units.get() != wanted) {
        refusals.add(
            Fault.WRONG_COUNT,
            "the outputs under the mixture of " + name,
            made.place(),
            units.get(),
            wanted);
      }
    }
  }

  /** Zero where it is not stated; empty where it is not known. */
  private static Optional<Long> number(String setter, Settings made) {
    Optional<Value> stated = made.value(setter);
    return stated.isEmpty() ? Optional.of(0L) : stated.flatMap(Value::whole);
  }

  /** A row of two sides for each box. */
  private static void boxes(Drawing it, Refusals refusals) {
    it.own()
        .value("boundingBoxPriors")
        .flatMap(GivenArray::shape)
        .filter(shape -> shape.size() != 2 || shape.get(1) != 2)
        .ifPresent(
            shape ->
                refusals.add(
                    Fault.WRONG_COUNT,
                    "the sides of the boxes of " + it.settings().name(),
                    it.place(),
                    shape.get(shape.size() - 1),
                    2));
  }
}
