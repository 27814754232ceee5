package modellint.graph;

/**
 * Why a library will not build, start or run what a definition says, told by the reader that knows
 * the library's own checks.
 *
 * @param subject the layer, vertex or function that the fault is about, in the source's own word
 * @param value the number that the library objects to
 * @param limit what the number would have to be, or stay below
 */
public record Refusal(Fault fault, String subject, Place place, double value, double limit) {

  /** What the library objects to. */
  public enum Fault {
    SINGLE_UNIT_SOFTMAX,
    SOFTMAX_OF_EVENTS,
    SIGMOID_OF_CLASSES,
    UNBOUNDED_PROBABILITY,
    NO_INPUT_SIZE,
    NO_OUTPUT_SIZE,
    MISMATCHED_INPUT,
    /** Not refused: the library silently takes the size that fits. */
    REPLACED_INPUT,
    OVERSIZED_WINDOW,
    INDIVISIBLE_WINDOW,
    PADDED_SAME,
    EMPTY_WINDOW,
    SINGLE_SIDE,
    CAUSAL_IMAGE,
    NO_NORM,
    NO_SLOPES,
    NO_BOXES,
    NO_DISTRIBUTION,
    UNSQUARE_IDENTITY,
    UNPROJECTED_SIZE,
    UNPROJECTED_HEADS,
    UNSHARED_HEADS,
    UNSTATED_SIZE,
    UNEQUAL_SIZES,
    OUTLYING_SUBSET,
    /** The library subtracts the ends of a range of channels the wrong way round. */
    REVERSED_SUBSET,
    NO_OUTPUT_TYPE,
    UNWRAPPABLE_LAYER,
    RETAINED_SHARE,
    NO_FIRST_RATE,
    UNFIT_INPUT,
    MISMATCHED_JOIN,
    MISSING_LAYER,
    CUT_SEQUENCE,
    NO_INPUTS,
    NO_OUTPUTS,
    INPUT_TYPES,
    DUPLICATE_NAME,
    UNKNOWN_INPUT,
    UNKNOWN_OUTPUT,
    UNREAD_VERTEX,
    CYCLE,
    OUTLYING_SETTING,
    NOT_POSITIVE,
    WRONG_COUNT,
    /** Inputs of different layouts: an image and a row, say. */
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
    /** Transfer learning that changes the size of what is no layer, or is read by none. */
    UNSIZED_VERTEX,
    /** Transfer learning that adds a layer without a configuration of how it learns. */
    NO_TUNING,
    CUT_TWICE,
    NULL_SETTING,
    CUSTOM_UPDATER,
    /** An output layer that others stand behind. */
    INNER_OUTPUT,
    /** An output layer over sequences that is not told which axis is time. */
    UNTOLD_FORMAT,
    /** An operation between weights and loss that the library cannot differentiate. */
    NO_DERIVATIVE,
    /** An operation that throws when the graph is made, or when it is first run. */
    FAILING_OPERATION,
    /** An operation that takes fewer operands than the library itself reads of it. */
    MISSING_OPERAND,
    FEW_LAYERS,
    NO_INPUT_LAYER,
    NO_OUTPUT_LAYER,
    EMPTY_LAYER,
    MISPLACED_LAYER,
    UNKNOWN_FUNCTION,
    ILL_WRITTEN,
    LINEAR_LIKELIHOOD,
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
    UNSQUARE_KERNEL,
    SMALL_CONTEXT,
    UNFINISHED_STRUCTURE,
    WRONG_PARAMETERS,
    /** The faults from here on are those of DJL. */
    UNSET_NUMBER,
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
    /** A child that is initialised with the shape of something that it is not given. */
    MISINITIALIZED_CHILD,
    NO_INITIALIZER,
    /** No parameter between input and loss is trained: there is no gradient to compute. */
    NOTHING_TRAINED,
    ODD_STAGES,
    UNOFFERED_DEPTH,
    NO_TRACKER,
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
    /** The faults from here on are those of the other libraries. */
    ABSENT_FUNCTION,
    UNFIT_HEAD,
    UNTOLD_LOSS,
    FOREIGN_OPTIMIZER,
    /** A penalty that is summed over weights which some of the layers do not have. */
    PENALIZED_IMAGES,
    ZERO_STRIDE,
    RAGGED_STRIDE,
    SMALL_SETTING,
    MISUSED_PATTERN,
    MISMATCHED_DATA,
    MISMATCHED_OPERANDS,
    /** A trainer that takes all data at every step, told to take some. */
    PURE_BATCH,
    UNDERIVED_FUNCTION,
    UNSTATED_BIAS,
    /** A learning rule for units of another kind. */
    UNFIT_RULE,
    /** A normalisation of images that reads rows, or of rows that reads images. */
    UNFIT_NORM,
    UNKNOWN_OPERATION,
    ZERO_INTERVAL,
    GREAT_SETTING,
    UNDERIVED_LOSS,
    UNFIT_STRIDE
  }
}
