package modellint.rules.library;

import modellint.graph.Refusal;

/** What DL4J says of numbers out of their range, of layouts, and of networks taken over. */
final class DefinitionObjection {

  private DefinitionObjection() {}

  static Objection of(Refusal it) {
    String name = it.subject();
    String limit = number(it.limit());
    return switch (it.fault()) {
      case OUTLYING_SETTING ->
          new Objection(
              "DL4J refuses " + name + ", which is out of its range",
              name,
              it.value() < it.limit()
                  ? "state " + limit + " or more"
                  : it.value() > it.limit()
                      ? "state " + limit + " or less"
                      : "state more than " + limit);
      case NOT_POSITIVE ->
          new Objection(
              "DL4J refuses " + name + ", which is not above zero", name, "state more than zero");
      case WRONG_COUNT ->
          new Objection(
              "DL4J refuses " + name + ", which are not as many as it takes",
              name,
              "state " + limit + " of them");
      case MIXED_JOIN ->
          new Objection(
              "DL4J refuses to join the inputs of " + name + ", whose layouts differ",
              "axes of an input beside the batch",
              "bring the inputs to one layout by a pooling or a preprocessor");
      case WRONG_INPUTS ->
          new Objection(
              "DL4J refuses the number of inputs of " + name, "inputs", "give it " + limit);
      case NO_INPUT_TYPE ->
          new Objection(
              "DL4J refuses " + name + " without an input type, from which it counts its weights",
              "input types",
              "state the input type of the network");
      case SIZED_LOSS ->
          new Objection(
              "DL4J refuses a size for " + name + ", which has no weights",
              "sizes stated",
              "leave nIn and nOut out, or use an output layer");
      case UNKNOWN_ORDER ->
          new Objection(
              "DL4J refuses the order of " + name + ", which is neither c nor f",
              "orders of this name",
              "state the order 'c', or none");
      case UNREAL_TYPE ->
          new Objection(
              "DL4J refuses the data type " + name + " for a network",
              "types of this name to train in",
              "state DataType.FLOAT, DOUBLE or HALF");
      case EVEN_IDENTITY ->
          new Objection(
              "DL4J refuses the initialiser IDENTITY for " + name + ", whose kernel has no middle",
              "side of the kernel",
              "use a kernel of odd sides, or XAVIER");
      case UNFIT_PREPROCESSOR ->
          new Objection(
              "DL4J refuses the preprocessor of " + name + ", which does not fit what comes in",
              it.limit() > 4 || it.value() > 4 ? "elements" : "axes beside the batch",
              "state the sizes that come in, or leave it to the input type");
      case INDIVISIBLE_BLOCKS ->
          new Objection(
              "DL4J throws in " + name + ": its blocks leave a rest of the image",
              "rest of the image",
              "use blocks that divide the image, or pad it");
      case FROZEN_OUTPUT ->
          new Objection(
              "DL4J refuses to freeze " + name + ", an output layer",
              "output layers frozen",
              "freeze the layers before it");
      case UNKNOWN_LAYER ->
          new Objection(
              "DL4J refuses to change the layer " + name + ", which the network does not have",
              "layer",
              "name a layer of the network");
      case UNSIZED_VERTEX ->
          new Objection(
              "DL4J refuses to change the size of "
                  + name
                  + ": it and all that reads it have to be layers",
              "vertices that are no layers",
              "call removeVertexKeepConnections(..) and add the vertex anew");
      case NO_TUNING ->
          new Objection(
              "DL4J throws at addLayer(..): no fine-tune configuration says how it learns",
              "fine-tune configurations",
              "call fineTuneConfiguration(..) first");
      case CUT_TWICE ->
          new Objection(
              "DL4J refuses to remove layers a second time",
              "removals",
              "state the number of all of them in one removeLayersFromOutput(..)");
      case NULL_SETTING ->
          new Objection(
              "DL4J throws at " + name + ", which is null",
              "values given",
              "state it, or leave it out");
      case CUSTOM_UPDATER ->
          new Objection(
              "DL4J refuses Updater.CUSTOM, which names no updater",
              "updaters",
              "pass an updater itself: .updater(new Adam(1e-3))");
      case INNER_OUTPUT ->
          new Objection(
              "DL4J throws in the first step: labels reach the last layer alone, and "
                  + name
                  + " is an output layer before it",
              "layers behind it",
              "use a DenseLayer in its place");
      case UNTOLD_FORMAT ->
          new Objection(
              "DL4J throws in the first step: without an input type "
                  + name
                  + " takes features for steps, and labels must have as many as its input",
              "features of the labels",
              "call .dataFormat(RNNFormat.NCW) on it, or state the input type of the network");
      default -> throw new AssertionError(it.fault());
    };
  }

  /** The layout that a layer wants, by its axes beside the batch. */
  static String layout(Refusal it) {
    return switch ((int) it.limit()) {
      case 1 -> "row of features";
      case 2 -> "sequence";
      case 4 -> "volume";
      default -> "image";
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
