package modellint.rules.library;

import modellint.graph.Refusal;

/** What DJL 0.36.0 says of optimisers, trackers and losses. */
final class TrainerObjection {

  private TrainerObjection() {}

  static Objection of(Refusal it) {
    String name = it.subject();
    return switch (it.fault()) {
      case NO_TRACKER ->
          new Objection(
              "DJL refuses " + name,
              "trackers",
              "call .setLearningRateTracker(Tracker.fixed(0.01f))");
      case GROWING_FACTOR ->
          new Objection(
              "DJL refuses " + name + " above one", "factor", "state a factor of at most one");
      case CROSSED_RATES ->
          new Objection(
              "DJL refuses " + name + ": its first rate is on the wrong side of its other end",
              "first rate",
              "state both ends of the rate: a base value above the final one, below the largest");
      case TWO_ENDS ->
          new Objection(
              "DJL refuses " + name + " with more than one end",
              "ends",
              "state one of the smallest value, the largest value and maxUpdates");
      case WRONG_SLOPE ->
          new Objection(
              "DJL refuses a LinearTracker whose slope leads away from its end",
              "slope",
              "turn the sign of the slope");
      case UNORDERED_STEPS ->
          new Objection(
              "DJL refuses " + name,
              "step",
              "state two steps or more that rise from one on; for equal intervals use"
                  + " Tracker.factor()");
      case NO_LOSS ->
          new Objection(
              "DJL refuses a trainer without a loss",
              "losses",
              "give DefaultTrainingConfig a loss");
      case MANY_OUTPUTS ->
          new Objection(
              "DJL throws in " + name + ", which takes one output and is given several",
              "outputs",
              "wrap the loss: new IndexLoss(loss, index), one for each output");
      case FEW_OUTPUTS ->
          new Objection(
              "DJL throws in " + name + ", which reads an output that the block does not give",
              "index read",
              "give the block that output, or use a loss of the outputs it has");
      case OUTLYING_CLASSES ->
          new Objection(
              "DJL throws in " + name + ": the axis of its classes is none of the output's",
              "axis of the classes",
              "state -1, the last axis");
      case FEW_LOSSES ->
          new Objection(
              "DJL throws in a SimpleCompositeLoss, which adds up two losses or more",
              "losses",
              "give DefaultTrainingConfig the one loss itself, or add another");
      case NOTHING_TRAINED ->
          new Objection(
              "DJL throws at the first step: no parameter of the network is trained",
              "trained parameters",
              "freeze less: block.freezeParameters(false, it -> ..) for what is to be trained");
      default -> throw new AssertionError(it.fault());
    };
  }
}
