package modellint.dl4j;

import java.util.Optional;
import java.util.stream.DoubleStream;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;
import modellint.graph.TrainingDetails.Remark;

/** Truncated backpropagation cuts sequences, which some layers need whole. */
final class SequenceChecks {

  /** The library's own, forward and back. */
  private static final double LENGTH = 20;

  private SequenceChecks() {}

  static void check(Plan plan, Settings builder, Globals globals, Refusals refusals) {
    boolean validates =
        builder.value("validateTbpttConfig").isEmpty() && globals.version().validatesOutputs();
    if (!cuts(builder) || !validates) {
      return;
    }
    builder
        .last("tBPTTForwardLength", "tBPTTLength")
        .filter(it -> Settings.value(it).whole().filter(steps -> steps == 0).isPresent())
        .ifPresent(it -> refusals.add(Fault.NOT_POSITIVE, "the " + it.method(), it.place(), 0, 0));
    plan.all().stream()
        .filter(it -> it.type().matches("LastTimeStep(Vertex)?|GlobalPoolingLayer"))
        .forEach(it -> refusals.add(Fault.CUT_SEQUENCE, it.name(), it.place(), 1, 0));
  }

  /** How many steps the gradient goes back, where the sequences are cut: the shorter length. */
  static Optional<Remark> truncation(Settings builder) {
    if (!cuts(builder)) {
      return Optional.empty();
    }
    double steps =
        DoubleStream.of(
                length(builder, "tBPTTForwardLength"), length(builder, "tBPTTBackwardLength"))
            .min()
            .orElseThrow();
    return builder
        .last("backpropType")
        .filter(it -> !Double.isNaN(steps))
        .map(it -> new Remark(Remark.Kind.TRUNCATED_TIME, it.place(), steps, ""));
  }

  private static boolean cuts(Settings builder) {
    return builder.value("backpropType").orElse(new Value.Nothing()) instanceof Value.Constant it
        && it.name().equals("TruncatedBPTT");
  }

  /** NaN where only a run knows it. */
  private static double length(Settings builder, String method) {
    Optional<Call> stated = builder.last(method, "tBPTTLength");
    return stated.isEmpty()
        ? LENGTH
        : stated.map(Settings::value).flatMap(Value::real).orElse(Double.NaN);
  }
}
