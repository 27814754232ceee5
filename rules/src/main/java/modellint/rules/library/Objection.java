package modellint.rules.library;

import modellint.graph.Refusal;

/** A refusal in words: what the library says, which number it says it of, what it would accept. */
record Objection(String message, String measure, String fix) {

  static Objection of(Refusal it) {
    String name = it.subject();
    return switch (it.fault()) {
      case SINGLE_UNIT_SOFTMAX ->
          new Objection(
              "DL4J refuses a softmax over one unit, which is one whatever the input",
              "units",
              "use a sigmoid with XENT, or one unit for each of the classes");
      case SOFTMAX_OF_EVENTS ->
          new Objection(
              "DL4J refuses a softmax under binary cross-entropy",
              "sum of the outputs",
              "use a softmax with MCXENT, or a sigmoid with XENT");
      case SIGMOID_OF_CLASSES ->
          new Objection(
              "DL4J refuses a sigmoid under the cross-entropy of classes",
              "greatest sum of the outputs",
              "use a softmax with MCXENT, or a sigmoid with XENT");
      case UNBOUNDED_PROBABILITY ->
          new Objection(
              "DL4J refuses " + name + " under a loss that takes outputs for probabilities",
              "outermost output",
              "use a softmax with MCXENT, a sigmoid with XENT, or a loss for regression");
      case NO_INPUT_SIZE ->
          new Objection(
              "DL4J refuses "
                  + name
                  + ": its nIn is zero or not stated, and no input type gives it",
              "nIn",
              "state nIn, or the input type of the network");
      case NO_OUTPUT_SIZE ->
          new Objection(
              "DL4J refuses " + name + ": its nOut is zero or not stated", "nOut", "state nOut");
      case MISMATCHED_INPUT ->
          new Objection(
              "DL4J refuses the input of " + name + ", which its nIn does not fit",
              "nIn",
              "state the nIn that comes in, or the input type of the network instead");
      case REPLACED_INPUT ->
          new Objection(
              "DL4J silently replaces the nIn of " + name + " by the size that comes in",
              "nIn",
              "leave nIn out, or state what comes in");
      case OVERSIZED_WINDOW ->
          new Objection(
              "DL4J refuses " + name + ": its kernel is larger than its padded input",
              "kernel with its dilation",
              "use a smaller kernel, padding, or the mode Same");
      case INDIVISIBLE_WINDOW ->
          new Objection(
              "DL4J refuses " + name + ": in the mode Strict its steps do not fit the input",
              "elements of the input left over",
              "use the mode Truncate or Same, or a stride that divides");
      case PADDED_SAME ->
          new Objection(
              "DL4J refuses padding for " + name + ", whose mode Same pads by itself",
              "padding",
              "leave the padding out");
      case EMPTY_WINDOW ->
          new Objection(
              "DL4J refuses the window of " + name + ", a number of which is too small",
              "kernel, stride or padding",
              "state a kernel and a stride of one or more, and a padding of zero or more");
      case SINGLE_SIDE ->
          new Objection(
              "DL4J refuses the kernel of " + name + ", which its constructor takes side by side",
              "sides of the kernel",
              "state each side: Builder(3, 3)");
      case CAUSAL_IMAGE ->
          new Objection(
              "DL4J refuses the mode Causal for " + name + ", which does not run over time",
              "axes of the window",
              "use the mode Truncate or Same");
      case NO_NORM ->
          new Objection(
              "DL4J refuses the pooling " + name + ": the order of its norm is not stated",
              "pnorm",
              "state .pnorm(2), or pool by MAX or AVG");
      case NO_SLOPES ->
          new Objection(
              "DL4J refuses " + name + ": the shape of its slopes is not stated",
              "sizes of the input shape",
              "state .inputShape(..), the input without the batch");
      case NO_BOXES ->
          new Objection(
              "DL4J refuses " + name + ": its bounding boxes are not stated",
              "bounding boxes",
              "state .boundingBoxPriors(..)");
      case NO_DISTRIBUTION ->
          new Objection(
              "DL4J refuses WeightInit.DISTRIBUTION, which names no distribution",
              "distributions",
              "write .weightInit(new NormalDistribution(0, 0.01)), or .dist(..) alone");
      case UNSQUARE_IDENTITY ->
          new Objection(
              "DL4J refuses the initialiser IDENTITY for " + name + ", whose matrix is not square",
              "nOut",
              "use XAVIER, or as many units as come in");
      case UNPROJECTED_HEADS ->
          new Objection(
              "DL4J refuses " + name + ": without a projection it has one head, which is stated",
              "heads",
              "state .nHeads(1), or .projectInput(true)");
      case UNSHARED_HEADS ->
          new Objection(
              "DL4J refuses " + name + ": its heads do not share its outputs evenly",
              "outputs left over",
              "state .headSize(..), or an nOut that the number of heads divides");
      case UNSTATED_SIZE ->
          new Objection(
              "DL4J refuses " + name + ", which is zero or not stated", "size", "state it");
      case UNEQUAL_SIZES ->
          new Objection(
              "DL4J refuses " + name + ": it gives one output for each input",
              "nOut",
              "state the nOut that comes in");
      case OUTLYING_SUBSET ->
          new Objection(
              "DL4J refuses the subset " + name + ", which reaches beyond the channels",
              "last channel",
              "end at the last channel, counted from zero");
      case REVERSED_SUBSET ->
          new Objection(
              "DL4J counts the channels of the subset "
                  + name
                  + " backwards, so that no layer with weights is built after it",
              "channels counted",
              "select the channels by a 1x1 convolution, or one channel at a time");
      case NO_OUTPUT_TYPE ->
          new Objection(
              "DL4J refuses " + name + " under an input type: it does not say what type it gives",
              "types given",
              "override getOutputType in its class, or leave the input type out");
      case UNWRAPPABLE_LAYER ->
          new Objection(
              "DL4J refuses " + name + ", which wraps recurrent layers alone",
              "recurrent layers",
              "wrap an LSTM or SimpleRnn");
      case UNPROJECTED_SIZE ->
          new Objection(
              "DL4J refuses " + name + ": without a projection its nOut is its nIn",
              "nOut",
              "state .projectInput(true), or the nOut that comes in");
      case RETAINED_SHARE ->
          new Objection(
              "DL4J refuses a dropout that retains less than nothing",
              "share retained",
              "state the share that is kept, above zero and at most one");
      case NO_FIRST_RATE ->
          new Objection(
              "DL4J refuses a MapSchedule without a value for the first step",
              "first key",
              "add the key 0");
      case UNFIT_INPUT ->
          new Objection(
              "DL4J refuses the input of "
                  + name
                  + ", which is no "
                  + DefinitionObjection.layout(it),
              "axes that come in beside the batch",
              "state a preprocessor to such a layout, or put this layer where it comes in");
      case MISMATCHED_JOIN ->
          new Objection(
              "DL4J refuses to join the inputs of " + name + ", whose sizes differ",
              "size of an input",
              "bring the inputs to one size: the same channels, strides and padding");
      case MISSING_LAYER ->
          new Objection(
              "DL4J refuses a list with an index that no layer has",
              "lowest index without a layer",
              "number the layers without gaps, or leave the numbers out");
      case CUT_SEQUENCE ->
          new Objection(
              "DL4J refuses "
                  + name
                  + " under truncated backpropagation, which never shows it a whole sequence",
              "layers of whole sequences",
              "use the standard backpropagation");
      case NO_INPUTS ->
          new Objection("DL4J refuses a graph without inputs", "inputs", "call addInputs");
      case NO_OUTPUTS ->
          new Objection("DL4J refuses a graph without outputs", "outputs", "call setOutputs");
      case INPUT_TYPES ->
          new Objection(
              "DL4J refuses input types that are not as many as the inputs",
              "input types",
              "state one type for each input");
      case DUPLICATE_NAME ->
          new Objection(
              "DL4J refuses a second vertex named " + (name.isEmpty() ? "\"\"" : name),
              "vertices of this name",
              "give each vertex a name of its own");
      case UNKNOWN_INPUT ->
          new Objection(
              "DL4J refuses the input " + name + ", which the graph does not have",
              "vertices of this name",
              "name an input of the graph or a vertex");
      case UNKNOWN_OUTPUT ->
          new Objection(
              "DL4J refuses the output " + name + ", which the graph does not have",
              "vertices of this name",
              "name a vertex of the graph");
      case UNREAD_VERTEX ->
          new Objection(
              "DL4J refuses " + name + ", which nothing reads and which is no output",
              "readers",
              "make it an output, connect it, or remove it");
      case CYCLE ->
          new Objection(
              "DL4J refuses a graph that leads from " + name + " back to itself",
              "vertices in the cycle",
              "cut the cycle");
      case NO_DERIVATIVE ->
          new Objection(
              "SameDiff throws in training: it cannot differentiate " + name,
              "derivatives of " + name,
              Substitute.of(name));
      case FAILING_OPERATION ->
          new Objection(
              "SameDiff throws at this call: " + name + " never works in this form",
              "forms of " + name + " that work",
              Substitute.of(name));
      case MISSING_OPERAND ->
          new Objection(
              "SameDiff refuses " + name + " without all of its operands",
              "operands of " + name,
              Substitute.ofOperands(name));
      case OUTLYING_SETTING,
          NOT_POSITIVE,
          WRONG_COUNT,
          MIXED_JOIN,
          WRONG_INPUTS,
          NO_INPUT_TYPE,
          SIZED_LOSS,
          UNKNOWN_ORDER,
          UNREAL_TYPE,
          EVEN_IDENTITY,
          UNFIT_PREPROCESSOR,
          INDIVISIBLE_BLOCKS,
          FROZEN_OUTPUT,
          UNKNOWN_LAYER,
          UNSIZED_VERTEX,
          NO_TUNING,
          CUT_TWICE,
          NULL_SETTING,
          CUSTOM_UPDATER,
          INNER_OUTPUT,
          UNTOLD_FORMAT ->
          DefinitionObjection.of(it);
      case FAILING_UPDATER,
          FAILING_NORM,
          FAILING_QUERIES,
          SUMMED_POOL,
          SINGLE_CHANNEL,
          UNTOLD_CHANNELS,
          CROPPED_INPUT,
          SHARED_SLOPES,
          MISTOLD_VOLUME ->
          FailureObjection.of(it);
      case FEW_LAYERS,
          NO_INPUT_LAYER,
          NO_OUTPUT_LAYER,
          EMPTY_LAYER,
          MISPLACED_LAYER,
          UNKNOWN_FUNCTION,
          ILL_WRITTEN,
          UNSQUARE_KERNEL,
          SMALL_CONTEXT,
          UNFINISHED_STRUCTURE ->
          StructureObjection.of(it);
      case LINEAR_LIKELIHOOD,
          SQUARED_SOFTMAX,
          DROPPED_SHARE,
          NEGATIVE_SETTING,
          IMPOSSIBLE_SHARE,
          NO_EPSILON,
          NO_RATE,
          LARGE_RATE,
          SHRUNK_WEIGHTS,
          UNPAIRED_RATES,
          EARLY_LOSS,
          WRONG_PARAMETERS ->
          SettingObjection.of(it);
      case UNSET_NUMBER,
          UNEVEN_SIDES,
          SMALL_STEP,
          LARGE_PADDING,
          UNSHARED_CHANNELS,
          UNFIT_AXES,
          MANY_ARRAYS,
          OUTLYING_AXIS,
          INNER_NORM,
          OUTLYING_DROPOUT,
          UNEVEN_HEADS,
          EMPTY_BLOCK,
          UNFIT_OPERANDS,
          UNFIT_RESHAPE,
          FLAT_XAVIER,
          CROSSED_DIRECTIONS,
          NEGATIVE_SPREAD,
          MISSING_PARAMETER,
          BARE_CHILDREN,
          UNINITIALIZED_CHILD,
          MISINITIALIZED_CHILD,
          NO_INITIALIZER,
          ODD_STAGES,
          UNOFFERED_DEPTH ->
          BlockObjection.of(it);
      case NO_TRACKER,
          GROWING_FACTOR,
          CROSSED_RATES,
          TWO_ENDS,
          WRONG_SLOPE,
          UNORDERED_STEPS,
          NO_LOSS,
          MANY_OUTPUTS,
          FEW_OUTPUTS,
          OUTLYING_CLASSES,
          FEW_LOSSES,
          NOTHING_TRAINED ->
          TrainerObjection.of(it);
      case ABSENT_FUNCTION,
          UNFIT_HEAD,
          UNTOLD_LOSS,
          FOREIGN_OPTIMIZER,
          PENALIZED_IMAGES,
          ZERO_STRIDE,
          RAGGED_STRIDE,
          SMALL_SETTING,
          MISUSED_PATTERN,
          MISMATCHED_DATA,
          MISMATCHED_OPERANDS,
          PURE_BATCH,
          UNDERIVED_FUNCTION,
          UNSTATED_BIAS,
          UNFIT_RULE,
          UNFIT_NORM,
          UNKNOWN_OPERATION,
          ZERO_INTERVAL,
          GREAT_SETTING,
          UNDERIVED_LOSS,
          UNFIT_STRIDE ->
          RunObjection.of(it);
    };
  }
}
