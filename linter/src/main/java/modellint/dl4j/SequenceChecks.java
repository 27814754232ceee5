package modellint.dl4j;

import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/** Truncated backpropagation cuts sequences, which some layers need whole. */
final class SequenceChecks {

  private SequenceChecks() {}

  static void check(Plan plan, Settings builder, Globals globals, Refusals refusals) {
    boolean cut =
        builder.value("backpropType").orElse(new Value.Nothing()) instanceof Value.Constant it
            && it.name().equals("TruncatedBPTT");
    boolean validates =
        builder.value("validateTbpttConfig").isEmpty() && globals.version().validatesOutputs();
    if (!cut || !validates) {
      return;
    }
    plan.all().stream()
        .filter(it -> it.type().matches("LastTimeStep(Vertex)?|GlobalPoolingLayer"))
        .forEach(it -> refusals.add(Fault.CUT_SEQUENCE, it.name(), it.place(), 1, 0));
  }
}
