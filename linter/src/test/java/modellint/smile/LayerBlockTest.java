package modellint.smile;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.graph.Loss;
import modellint.graph.Training;
import org.junit.jupiter.api.Test;

/** Blocks with a forward method of their own. */
class LayerBlockTest {

  private static final Smile SMILE = new Smile();

  @Test
  void a_block_is_what_its_forward_method_does() {
    Definition it =
        only(
            SMILE,
            """
            import smile.deep.*;
            import smile.deep.layer.*;
            import smile.deep.tensor.Tensor;
            class Net extends LayerBlock {
              private final Conv2dLayer conv1 = Layer.conv2d(1, 32, 3, 1, "same", 1, 1, false, "zeros");
              private final BatchNorm2dLayer norm = Layer.batchNorm2d(32);
              private final Conv2dLayer conv2 = Layer.conv2d(32, 32, 3, 1, 1, 1, 1, true, "zeros");
              private final LinearLayer fc = Layer.linear(32 * 14 * 14, 10);
              Net() {
                super("Net");
                add("conv1", conv1);
                add("norm", norm);
                add("conv2", conv2);
                add("fc", fc);
              }
              @Override
              public Tensor forward(Tensor input) {
                Tensor h = norm.forward(conv1.forward(input)).relu_();
                h = h.add(conv2.forward(h));
                h = Layer.maxPool2d(2).forward(h);
                h = h.view(h.size(0), -1).dropout(0.3);
                return fc.forward(h);
              }
              public static void main(String[] args) {
                Model model = new Model(new Net());
                model.train(5, Optimizer.RMSprop(model, 0.001, 0.99, 1e-8, 0.01, 0.9, false),
                    Loss.bceWithLogits(), data);
              }
            }
            """);

    assertEquals(
        "Conv BatchNormalization Relu Conv Add MaxPool Flatten Dropout Gemm",
        operators(it.graph()));
    long convolutions = 32 * 9 + (32 * 32 * 9 + 32);
    assertEquals(
        Long.toString(convolutions + 4 * 32 + (32 * 14 * 14 + 1) * 10), it.parameters().toString());
    assertEquals(1.0 / (3 * 9), init(it.graph(), "0.conv2d.weight").variance(), 1e-12);
    Training training = it.graph().training();
    assertEquals(Optional.of("rmsprop"), training.optimizer());
    assertEquals(Optional.of(0.9), training.momentum());
    assertEquals(Optional.of(0.01), training.l2());
    assertEquals(Optional.of(Loss.SIGMOID_CROSS_ENTROPY), training.loss());
  }

  @Test
  void a_block_inside_a_sequence_is_walked_there() {
    Definition it =
        only(
            SMILE,
            """
            import smile.deep.layer.*;
            import smile.deep.activation.*;
            import smile.deep.tensor.Tensor;
            class Net {
              static class Residual extends LayerBlock {
                final LinearLayer inner;
                Residual(int size) {
                  inner = new LinearLayer(size, size, false);
                  add("inner", inner);
                }
                @Override
                public Tensor forward(Tensor x) {
                  return x.add(new Tanh(true).forward(inner.forward(x)));
                }
              }
              SequentialBlock net() {
                return new SequentialBlock(
                    new Residual(8), Layer.rmsNorm(8), Layer.leaky(8, 4, 0.2, 0.1),
                    Layer.softShrink(4, 2));
              }
            }
            """);

    assertEquals(
        "Gemm Tanh Add Mul ReduceMean Add Sqrt Div Mul Gemm LeakyRelu Dropout Gemm Shrink",
        operators(it.graph()));
    assertEquals(Long.toString(8 * 8 + 8 + 9 * 4 + 5 * 2), it.parameters().toString());
  }

  @Test
  void a_layer_used_twice_is_refused() {
    String code =
        """
        import smile.deep.Model;
        import smile.deep.layer.*;
        import smile.deep.tensor.Tensor;
        class Net extends LayerBlock {
          final LinearLayer fc = Layer.linear(8, 8);
          public Tensor forward(Tensor x) {
            return fc.forward(fc.forward(x));
          }
          static Model make() {
            return new Model(new Net());
          }
        }
        """;

    assertEquals(
        List.of("the layer of line 5 is used twice"),
        List.copyOf(found(SMILE, code).refused().values()));
  }
}
