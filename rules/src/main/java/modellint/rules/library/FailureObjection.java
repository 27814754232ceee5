package modellint.rules.library;

import modellint.graph.Refusal;

/** What DL4J 1.0.0-M2.1 offers, builds, and throws at in the first step by a fault of its own. */
final class FailureObjection {

  private static final String THROWS = "DL4J throws in the first step: ";

  private FailureObjection() {}

  static Objection of(Refusal it) {
    String name = it.subject();
    return switch (it.fault()) {
      case FAILING_UPDATER ->
          new Objection(
              THROWS + name + " cannot lay out what it remembers of the gradients",
              "updaters that work",
              "use Adam in its place: .updater(new Adam(1e-3))");
      case FAILING_NORM ->
          new Objection(
              THROWS + "the layer normalisation of " + name + " does not find its own gain",
              "normalisations that work",
              "leave hasLayerNorm(true) out, or use an LSTM");
      case FAILING_QUERIES ->
          new Objection(
              THROWS + "the learned queries of " + name + " cannot be copied for each example",
              "attentions that work",
              "use a SelfAttentionLayer and a GlobalPoolingLayer behind it");
      case SUMMED_POOL ->
          new Objection(
              THROWS + name + " pools by a sum, which is not implemented",
              "pools that work",
              "use PoolingType.AVG or MAX");
      case SINGLE_CHANNEL ->
          new Objection(
              THROWS + name + " is a separable convolution of a single channel",
              "channels",
              "use a ConvolutionLayer, which is the same over one channel");
      case UNTOLD_CHANNELS ->
          new Objection(
              THROWS + "without an input type " + name + " takes the width for the channels",
              "input types",
              "call .dataFormat(CNN2DFormat.NCHW) on it, or state the input type of the network");
      case CROPPED_INPUT ->
          new Objection(
              THROWS + name + " crops the input itself, and leaves it outside of the workspace",
              "layers before it",
              "put another layer before it, or call"
                  + " .trainingWorkspaceMode(WorkspaceMode.NONE) on the global builder");
      case SHARED_SLOPES ->
          new Objection(
              THROWS
                  + "one RReLU serves all layers, and its slopes of another size are left in "
                  + name,
              "units",
              "state .activation(Activation.RRELU) on each layer");
      case MISTOLD_VOLUME ->
          new Objection(
              THROWS
                  + "behind the layer before "
                  + name
                  + " volumes are told as NDHWC, and they lie as NCDHW",
              "size of the last axis",
              "state DataFormat.NDHWC throughout, or ConvolutionMode.Same on that layer");
      default -> throw new AssertionError(it.fault());
    };
  }
}
