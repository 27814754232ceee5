package modellint.analysis.provenance;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import modellint.analysis.layer.Layer;
import modellint.graph.Graph;
import modellint.graph.Moments;
import modellint.graph.Parameter;
import modellint.graph.Weights;

/**
 * Recognises convolutions into which an inference export has multiplied a BatchNorm. The signs are
 * names that exporters make up for a product of two tensors, and output channels of very unequal
 * size: gamma over the running deviation differs from channel to channel, a trained kernel alone
 * hardly does.
 */
final class Folding {

  /** Made-up names: PyTorch's {@code onnx::Conv_245}, older {@code 245}, TensorFlow's fusion. */
  private static final Pattern MADE_UP =
      Pattern.compile("(onnx::Conv_)?\\d+|.*_(fused_bn|bn_fused|fused_batch_norm).*");

  /** Largest coefficient of variation of row deviations that training alone was seen to reach. */
  private static final double SPREAD = 0.5;

  private final boolean normalised;

  Folding(Graph graph) {
    this.normalised = graph.nodes().stream().anyMatch(it -> it.is("BatchNormalization"));
  }

  boolean isFolded(Layer layer) {
    Optional<Parameter> bias = layer.bias();
    return !normalised
        && bias.isPresent()
        && layer.node().type().contains("Conv")
        && layer.parameters().size() == 2
        && (isProduct(layer.weight())
            || (isMadeUp(layer.weight()) && isMadeUp(bias.get()))
            || isUneven(layer.weight(), layer.outputAxis()));
  }

  /**
   * Named so by PyTorch since 1.11 where a tensor is no parameter; the bias may be a shared zero.
   */
  private static boolean isProduct(Parameter parameter) {
    return parameter.name().startsWith("onnx::Conv_");
  }

  private static boolean isMadeUp(Parameter parameter) {
    return MADE_UP.matcher(parameter.name()).matches();
  }

  private static boolean isUneven(Parameter weight, int axis) {
    if (!(weight.weights() instanceof Weights.Measured measured) || axis > 1) {
      return false;
    }
    List<Moments> channels = axis == 0 ? measured.rows() : measured.columns();
    if (channels.size() < 8 || channels.get(0).count() < 8) {
      return false;
    }
    double mean = channels.stream().mapToDouble(Folding::size).average().orElse(0);
    double square = channels.stream().mapToDouble(Moments::secondMoment).average().orElse(0);
    double chance = 1.0 / (2 * channels.get(0).count());
    return mean > 0 && StrictMath.sqrt(square / (mean * mean) - 1) > SPREAD + chance;
  }

  private static double size(Moments channel) {
    return StrictMath.sqrt(channel.secondMoment());
  }
}
