package modellint.analysis.signal;

/**
 * The four numbers, in decades, that rank networks by whether they train, each already reduced
 * towards zero by one standard deviation of the finite-width fluctuation.
 *
 * @param interior growth of the weight gradient from the last but one to the second weighted layer
 * @param gradientGrowth growth of the gradient norm per sample from last to first hidden trunk
 *     layer
 * @param signalGrowth growth of the activation RMS from first to last hidden trunk layer
 * @param logit log10 of the RMS of the outputs
 * @param normalised true where a normalisation stands on the trunk
 * @param skips true where a residual sum or dense concatenation bypasses weighted layers
 */
public record Scores(
    double interior,
    double gradientGrowth,
    double signalGrowth,
    double logit,
    boolean normalised,
    boolean skips) {}
