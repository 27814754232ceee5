package modellint.rules.library;

import modellint.graph.Refusal;

/** What the smaller libraries throw at when they first run what they have built. */
final class RunObjection {

  private RunObjection() {}

  /** The subject is the setting or the function as the source writes it. */
  static Objection of(Refusal it) {
    String name = it.subject();
    return switch (it.fault()) {
      case ABSENT_FUNCTION ->
          new Objection(
              "the library throws: it has no code for " + name + " in this place",
              "functions of this name",
              "use RELU or TANH, or a softmax in the layer of outputs");
      case UNFIT_HEAD ->
          new Objection(
              "Deep Netts refuses " + name + " for the only output under cross-entropy",
              "sigmoids at the output",
              "write addOutputLayer(1, ActivationType.SIGMOID)");
      case UNTOLD_LOSS ->
          new Objection(
              "Deep Netts throws in train(..): the network has no loss",
              "losses told",
              "call lossFunction(..) on the builder, after addOutputLayer(..)");
      case FOREIGN_OPTIMIZER ->
          new Objection(
              "Deep Netts throws at the first step: convolutions have no code for " + name,
              "optimizers of this name in convolutions",
              "write setOptimizer(OptimizerType.SGD): convolutions step by it alone");
      case PENALIZED_IMAGES ->
          new Objection(
              "Deep Netts throws after the first epoch: it sums weights of layers of images, which"
                  + " have none in the place it looks",
              "penalty",
              "leave setL2Regularization(..) out: no step reads it either");
      case ZERO_STRIDE ->
          new Objection(
              "the library throws: the stride of " + name + " is not above zero",
              "stride",
              "state a stride of one or more");
      case RAGGED_STRIDE ->
          new Objection(
              "Deep Netts throws at the first sample: the stride of "
                  + name
                  + " leaves a rest of its input",
              "rest of the input",
              "choose a stride that divides both sides of the input");
      case SMALL_SETTING ->
          new Objection(
              "the library refuses " + name + " below its least value",
              name,
              "state a number that is not below the limit");
      case MISUSED_PATTERN ->
          new Objection(
              "Encog throws: " + name + " is not for networks of this pattern",
              "calls of it",
              "use FeedForwardPattern for other networks, or leave the call out");
      case MISMATCHED_DATA ->
          new Objection(
              "the library throws: the data have another number of " + name + " than the network",
              name + " of the network",
              "give the network as many " + name + " as the data have");
      case MISMATCHED_OPERANDS ->
          new Objection(
              "the library throws: what comes into " + name + " has another size than it takes",
              "size taken",
              "state the size that comes in");
      case PURE_BATCH ->
          new Objection(
              "the library throws: " + name + " takes all data at every step",
              "size of a batch",
              "leave the batch out, or train by back-propagation");
      case UNDERIVED_FUNCTION ->
          new Objection(
              "Encog throws at the first iteration: " + name + " has no derivative",
              "derivatives of " + name,
              "write new ActivationTANH() or new ActivationSigmoid()");
      case UNSTATED_BIAS ->
          new Objection(
              "Neuroph throws in the constructor: the properties do not say whether there are"
                  + " biases",
              "biases stated",
              "write new NeuronProperties(function, true), or setProperty(\"useBias\", true)");
      case UNFIT_RULE ->
          new Objection(
              "Neuroph throws at the first sample: "
                  + name
                  + " changes thresholds, which units of this network do not have",
              "units with a threshold",
              "leave setLearningRule(..) out, or give it new MomentumBackpropagation()");
      case UNFIT_NORM ->
          new Objection(
              "the library throws at the first batch: "
                  + name
                  + " normalises another number of axes than come in",
              "axes that come in",
              "use batchNorm1d for rows and batchNorm2d for images");
      case UNKNOWN_OPERATION ->
          new Objection(
              "Tribuo throws: the graph has no operation of the name " + name,
              "operations of this name",
              "give it inputName and outputName of the tuple that the graph comes from");
      case ZERO_INTERVAL ->
          new Objection(
              "Tribuo throws at the first step, which it divides by the interval of its log",
              "interval of the log",
              "state -1 for no log, or a number above zero");
      case GREAT_SETTING ->
          new Objection(
              "the library refuses " + name + " above its greatest value",
              name,
              "state a number that is not above the limit");
      case UNDERIVED_LOSS ->
          new Objection(
              "TensorFlow Java throws in minimize(..): " + name + " has no gradient there",
              "gradients of this operation",
              "use softmaxCrossEntropyWithLogits on tf.oneHot(labels, ..)");
      case UNFIT_STRIDE ->
          new Objection(
              "the library throws: " + name + " steps over samples or channels",
              "stride of the batch or of the channels",
              "write four strides, the first and the last of them 1");
      default -> throw new AssertionError(it.fault());
    };
  }
}
