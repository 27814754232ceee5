package modellint.analysis.layer;

import java.util.List;
import java.util.Optional;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Place;
import modellint.graph.Weights;

/**
 * A node with a trainable weight matrix or kernel.
 *
 * @param weight the parameter in the file, also where a Transpose, Slice, Concat, Cast or
 *     DequantizeLinear stands between it and the node
 * @param fanIn products summed into one output element: input units times kernel area, per group; 0
 *     where the file does not say
 * @param fanOut products that one input element enters: output units times kernel area, per group;
 *     0 where the file does not say
 * @param units output units (features or channels)
 * @param outputAxis axis of {@code weight.shape()} along which output units lie
 * @param activation the pointwise function applied to the output ({@code Relu}, {@code Gelu}),
 *     looked for behind a normalisation and through shape-only operators
 * @param normalisation the normalising operator between this layer and its activation, or right
 *     behind it; the last node of one that is written out
 * @param recurrent the recurrent weight of an LSTM, GRU or RNN
 * @param scale what the weight is multiplied with before it acts: Gemm's alpha, a constant factor,
 *     the step of a quantisation
 * @param parameters every parameter of the layer, the weight first: also a bias, a recurrent weight
 *     and the parts of a weight that is joined from several
 */
public record Layer(
    Node node,
    Parameter weight,
    Optional<Parameter> bias,
    long fanIn,
    long fanOut,
    long units,
    int outputAxis,
    Optional<String> activation,
    Optional<Node> normalisation,
    Optional<Parameter> recurrent,
    Estimate scale,
    List<Parameter> parameters) {

  public Layer {
    parameters = List.copyOf(parameters);
  }

  /** Where it is decided how the weights begin: the call that states it, or the layer itself. */
  public Place initialised() {
    return weight.weights() instanceof Weights.Declared it
        ? it.place().orElse(node.place())
        : node.place();
  }
}
