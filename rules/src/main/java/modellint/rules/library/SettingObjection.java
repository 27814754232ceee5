package modellint.rules.library;

import modellint.graph.Refusal;

/** What the smaller libraries say of losses and numbers that they will not train with. */
final class SettingObjection {

  private SettingObjection() {}

  /** The subject is the setting as the source writes it. */
  static Objection of(Refusal it) {
    String name = it.subject();
    return switch (it.fault()) {
      case LINEAR_LIKELIHOOD ->
          new Objection(
              "Smile refuses linear outputs under the likelihood, which takes probabilities",
              "linear outputs",
              "write Layer.mle(.., OutputFunction.SOFTMAX) or SIGMOID, or Layer.mse(..) for a"
                  + " regression");
      case SQUARED_SOFTMAX ->
          new Objection(
              "Smile refuses a softmax under the squared error",
              "outputs of the softmax",
              "use Layer.mle(.., OutputFunction.SOFTMAX)");
      case DROPPED_SHARE ->
          new Objection(
              "Smile refuses the dropout of " + name,
              "share dropped",
              "state the share to drop, from zero to less than one");
      case NEGATIVE_SETTING ->
          new Objection("Smile refuses " + name + " below zero", name, "state zero or more");
      case IMPOSSIBLE_SHARE ->
          new Objection(
              "Smile refuses " + name + " outside of [0, 1)",
              name,
              "state a number from zero to less than one");
      case NO_EPSILON ->
          new Objection(
              "Smile refuses an epsilon of RMSProp that is not above zero", "epsilon", "use 1e-7");
      case NO_RATE ->
          new Objection(
              name + " throws at a learning rate that is not above zero",
              "learning rate",
              "state a rate above zero");
      case LARGE_RATE ->
          new Objection(
              "Deep Netts refuses a learning rate above one", "learning rate", "set it to 0.1");
      case SHRUNK_WEIGHTS ->
          new Objection(
              "Smile throws at the first step: rate and decay take too much of the weights",
              "share of the weights taken, 2 rate decay",
              "lower the weight decay");
      case UNPAIRED_RATES ->
          new Objection(
              "Smile refuses piecewise rates that are not one more than the milestones",
              "rates",
              "state the rate before the first milestone and one after each");
      case EARLY_LOSS ->
          new Objection(
              "Deep Netts throws: the loss is told before the layer of outputs that it reads",
              "layers of outputs in front",
              "call lossFunction(..) after addOutputLayer(..)");
      case WRONG_PARAMETERS ->
          new Objection(
              "Tribuo refuses the parameters of " + name,
              "parameters that are missing or too many",
              "state exactly those of GradientOptimiser." + name + ".getParameterNames()");
      default -> throw new AssertionError(it.fault());
    };
  }
}
