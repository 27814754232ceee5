package modellint.rules.library;

import modellint.graph.Refusal;

/** What DJL 0.36.0 says of blocks when they are built, initialised or first run. */
final class BlockObjection {

  private BlockObjection() {}

  static Objection of(Refusal it) {
    String name = it.subject();
    return switch (it.fault()) {
      case UNSET_NUMBER ->
          new Objection(
              "DJL refuses " + name + ", which is zero or not set",
              "number",
              "state it: a number of one or more");
      case UNEVEN_SIDES ->
          new Objection(
              "DJL throws at " + name + ", which has not one side for each axis",
              "sides",
              "state one side for each axis, like new Shape(3, 3)");
      case SMALL_STEP ->
          new Objection(
              "DJL throws at " + name + ", which is too small",
              "smallest number",
              "state strides, dilations and groups of one or more, and paddings of zero or more");
      case LARGE_PADDING ->
          new Objection(
              "DJL throws at the padding of " + name + ", which is more than half the kernel",
              "padding",
              "state a smaller padding or a larger kernel");
      case UNSHARED_CHANNELS ->
          new Objection(
              "the library throws: the groups do not share " + name + " evenly",
              "channels left over",
              "use a number of groups that divides the channels and the filters");
      case UNFIT_AXES ->
          new Objection(
              "DJL throws at the input of " + name + ", which has another number of axes",
              "axes, the batch among them",
              "reshape the input in front of it, or initialise with the shape that is meant");
      case MANY_ARRAYS ->
          new Objection(
              "DJL throws at " + name + ", which takes one array and is given several",
              "arrays",
              "pick one in front of it: .add(list -> new NDList(list.head()))");
      case OUTLYING_AXIS ->
          new Objection(
              "DJL throws at the axis of " + name + ", which its input does not have",
              "axis",
              "count the axes from zero, the batch first; a negative one is none");
      case INNER_NORM ->
          new Objection(
              "DJL throws at a LayerNorm over axes that are not the last",
              "axis",
              "normalise over the last axes, or transpose in front of it");
      case OUTLYING_DROPOUT ->
          new Objection(
              "DJL throws at the first step: a dropout outside of [0, 1]",
              "rate of dropout",
              "state the share to drop, from zero to less than one");
      case UNEVEN_HEADS ->
          new Objection(
              "DJL refuses heads that do not share the embedding evenly",
              "features left over",
              "use an embedding size that the number of heads divides");
      case EMPTY_BLOCK ->
          new Objection(
              "DJL refuses an empty " + name,
              "blocks",
              "add a block, or write Blocks.identityBlock()");
      case UNFIT_OPERANDS ->
          new Objection(
              "DJL throws at " + name + ": the shapes of its operands do not fit",
              "size of one beside the other",
              "bring both to one shape: the same filters, strides, padding and units");
      case UNFIT_RESHAPE ->
          new Objection(
              "DJL throws at " + name + ": the elements do not fill the new shape",
              "elements",
              "state sizes whose product is the number of elements");
      case FLAT_XAVIER ->
          new Objection(
              "DJL refuses XavierInitializer for " + name + ", which has fewer than two axes",
              "axes",
              "use it for Parameter.Type.WEIGHT of matrices and kernels; others need another"
                  + " initialiser");
      case CROSSED_DIRECTIONS ->
          new Objection(
              "the PyTorch engine of DJL throws at a bidirectional "
                  + name
                  + " with biases: it takes the weights of one direction for the biases of the"
                  + " other",
              "directions",
              "state optHasBiases(false), or join two one-way layers, one of them on the reversed"
                  + " steps");
      case NEGATIVE_SPREAD ->
          new Objection(
              "DJL throws at " + name + ", whose spread is negative",
              "spread",
              "state a positive number");
      case MISSING_PARAMETER ->
          new Objection(
              "DJL refuses setInitializer: the container itself has no parameter " + name,
              "parameters of this name",
              "select by a predicate: it -> it.getName().equals(..)");
      case BARE_CHILDREN ->
          new Objection(
              "DJL refuses to initialise "
                  + name
                  + ", which has children and does not initialise them",
              "children",
              "override initializeChildBlocks, and initialise each child in it");
      case UNINITIALIZED_CHILD ->
          new Objection(
              "DJL refuses to initialise "
                  + name
                  + ", a child that initializeChildBlocks passes over",
              "times that it is initialised",
              "initialise it in initializeChildBlocks, with the shape that forward gives it");
      case MISINITIALIZED_CHILD ->
          new Objection(
              "DJL throws at "
                  + name
                  + ", a child that is initialised for other features than it is given",
              "features that it is initialised for",
              "initialise it with the output shapes of the child in front of it");
      case NO_INITIALIZER ->
          new Objection(
              "DJL refuses to initialise parameter "
                  + name
                  + ": its type OTHER has no initialiser of its own",
              "initialisers",
              "state .optInitializer(..), or a type like Parameter.Type.WEIGHT");
      case ODD_STAGES ->
          new Objection(
              "DJL refuses " + name + ", which takes one entry for each of its stages",
              "entries",
              "state as many entries as there are stages");
      case UNOFFERED_DEPTH ->
          new Objection(
              "DJL's zoo has no " + name,
              "layers",
              name.startsWith("VGG")
                  ? "call .setNumLayers in front of .setConvArch, with three more than its"
                      + " convolutions"
                  : "state 18, 34, 50, 101, 152, 200 or 269 layers; for images of up to 28 rows"
                      + " 6 n + 2 of them");
      default -> throw new AssertionError(it.fault());
    };
  }
}
