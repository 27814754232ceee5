package modellint.analysis.signal;

import modellint.analysis.layer.Layer;

/**
 * Signal and gradient at one weighted layer, before training. With y the layer's output, L the last
 * weighted layer and norms over the whole batch:
 *
 * @param activationRms root mean square of y for standardised input
 * @param gradientLog10 log10 of the norm of dloss/dy over that of dloss/dy_L
 * @param weightGradientLog10 log10 of the RMS of dloss/dW over that of dloss/dW_L
 * @param low lower end of the 95 % interval of {@code gradientLog10}
 * @param high upper end of the 95 % interval of {@code gradientLog10}
 * @param weightGradientRms absolute RMS of dloss/dW under the assumed loss
 * @param trunk true where every path from the inputs to the outputs passes this layer
 */
public record LayerFlow(
    Layer layer,
    double activationRms,
    double gradientLog10,
    double weightGradientLog10,
    double low,
    double high,
    double weightGradientRms,
    boolean trunk) {}
