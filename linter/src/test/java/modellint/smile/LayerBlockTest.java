package modellint.smile;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import modellint.analysis.shape.Shapes;
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
  void a_layer_used_twice_has_one_set_of_weights() {
    Definition it =
        only(
            SMILE,
            """
            import smile.deep.layer.*;
            import smile.deep.tensor.Tensor;
            class Net extends LayerBlock {
              final LinearLayer fc = Layer.linear(8, 8);
              final BatchNorm1dLayer norm = Layer.batchNorm1d(8);
              public Tensor forward(Tensor x) {
                for (int i = 0; i < 3; i++) {
                  x = norm.forward(fc.forward(x)).relu();
                }
                return x;
              }
              static SequentialBlock make() {
                return new SequentialBlock(new Net());
              }
            }
            """);

    assertEquals("Gemm BatchNormalization Relu ".repeat(3).strip(), operators(it.graph()));
    assertEquals(
        List.of("0.linear.weight", "0.linear.weight", "0.linear.weight"),
        it.graph().nodes().stream()
            .filter(node -> node.type().equals("Gemm"))
            .map(node -> node.inputs().get(1))
            .toList());
    assertEquals(8 * 8 + 8 + 4 * 8, it.parameters().size());
    assertEquals(8 * 8 + 8 + 2 * 8, it.trainable().size());
  }

  @Test
  void a_block_shared_by_two_branches_is_one() {
    Definition it =
        only(
            SMILE,
            """
            import smile.deep.layer.*;
            import smile.deep.tensor.Tensor;
            class Twins extends LayerBlock {
              final SequentialBlock tower = new SequentialBlock(Layer.tanh(6, 5), Layer.linear(5, 4));
              final LinearLayer head = Layer.linear(4, 1);
              public Tensor forward(Tensor x) {
                return head.forward(tower.forward(x).sub(tower.forward(x.mul(-1))));
              }
              static SequentialBlock make() {
                return new SequentialBlock(new Twins());
              }
            }
            """);

    assertEquals("Gemm Tanh Gemm Mul Gemm Tanh Gemm Sub Gemm", operators(it.graph()));
    assertEquals((6 + 1) * 5 + (5 + 1) * 4 + 4 + 1, it.parameters().size());
  }

  @Test
  void a_block_may_be_written_where_it_is_used() {
    Definition it =
        only(
            SMILE,
            """
            import smile.deep.activation.ReLU;
            import smile.deep.layer.*;
            import smile.deep.tensor.Tensor;
            class Net {
              final double scale = 0.5;
              SequentialBlock net(int unknown) {
                int width = 12;
                LinearLayer skip = new LinearLayer(width, width);
                return new SequentialBlock(
                    Layer.gelu(4, width),
                    new LayerBlock("residual") {
                      final LinearLayer inner = Layer.linear(width, width);
                      { add("inner", inner); }
                      @Override
                      public Tensor forward(Tensor x) {
                        return shortcut(x).add(inner.forward(x).mul(scale));
                      }
                      private Tensor shortcut(Tensor x) {
                        return skip.forward(x);
                      }
                    },
                    new ReLU(true), Layer.linear(width, 2));
              }
            }
            """);

    assertEquals("Gemm Div Erf Add Mul Mul Gemm Gemm Mul Add Relu Gemm", operators(it.graph()));
    assertEquals(5 * 12 + 2 * 13 * 12 + 13 * 2, it.parameters().size());
  }

  @Test
  void an_operation_in_place_changes_the_tensor_for_all_who_hold_it() {
    String code =
        """
        import smile.deep.activation.Tanh;
        import smile.deep.layer.*;
        import smile.deep.tensor.Tensor;
        class Net extends LayerBlock {
          final LinearLayer fc = Layer.linear(8, 8);
          public Tensor forward(Tensor x) {
            Tensor y = fc.forward(x);
            new Tanh(%s).forward(y);
            y.add_(x);
            return y;
          }
          static SequentialBlock make() {
            return new SequentialBlock(new Net());
          }
        }
        """;

    assertEquals("Gemm Tanh Add", operators(only(SMILE, code.formatted("true")).graph()));
    Definition apart = only(SMILE, code.formatted("false"));
    assertEquals(
        List.of("0.linear"),
        apart.graph().nodes().stream()
            .filter(it -> it.type().equals("Add"))
            .map(it -> it.inputs().get(0))
            .toList());
  }

  @Test
  void a_tensor_that_may_be_changed_in_place_is_not_guessed() {
    String code =
        """
        import smile.deep.layer.*;
        import smile.deep.tensor.Tensor;
        class Net extends LayerBlock {
          final LinearLayer fc = Layer.linear(8, 8);
          public Tensor forward(Tensor x) {
            Tensor y = fc.forward(x);
            if (Boolean.getBoolean("residual")) {
              y.add_(x);
            }
            return y;
          }
          static SequentialBlock make() {
            return new SequentialBlock(new Net());
          }
        }
        """;

    assertEquals(
        List.of("whether line 8 changes its tensor depends on a condition"),
        List.copyOf(found(SMILE, code).refused().values()));
  }

  @Test
  void what_is_detached_gets_no_gradient_and_is_drawn_as_no_operator_of_onnx() {
    Definition it =
        only(
            SMILE,
            """
            import smile.deep.layer.*;
            import smile.deep.tensor.Tensor;
            class Net extends LayerBlock {
              final LinearLayer fc = Layer.linear(8, 8);
              public Tensor forward(Tensor x) {
                return fc.forward(x).detach();
              }
              static SequentialBlock make() {
                return new SequentialBlock(new Net(), Layer.linear(8, 2));
              }
            }
            """);

    assertEquals("Gemm Detach Gemm", operators(it.graph()));
  }

  /** Dauphin et al. 2017. */
  @Test
  void a_gated_linear_unit_halves_the_last_axis() {
    Definition it =
        only(
            SMILE,
            """
            import smile.deep.activation.GLU;
            import smile.deep.layer.*;
            class Net {
              SequentialBlock net() {
                return new SequentialBlock(Layer.linear(4, 16), new GLU(), Layer.linear(8, 2));
              }
            }
            """);

    assertEquals("Gemm Split Sigmoid Mul Gemm", operators(it.graph()));
    Shapes shapes = Shapes.of(it.graph());
    assertEquals(
        "[N, 2]", shapes.shape(it.graph().outputs().get(0).name()).orElseThrow().toString());
  }

  @Test
  void pooling_to_more_than_one_pixel_leaves_the_rest_to_be_read() {
    Definition it =
        only(
            SMILE,
            """
            import smile.deep.layer.*;
            import smile.deep.tensor.Tensor;
            class Net extends LayerBlock {
              final SequentialBlock features =
                  new SequentialBlock(Layer.conv2d(3, 6, 3), Layer.adaptiveAvgPool2d(7));
              final LinearLayer fc = Layer.linear(6 * 7 * 7, 10);
              public Tensor forward(Tensor x) {
                return fc.forward(features.forward(x).flatten(1));
              }
              static SequentialBlock make() {
                return new SequentialBlock(new Net());
              }
            }
            """);

    assertEquals("Conv AdaptiveAveragePool Flatten Gemm", operators(it.graph()));
    assertEquals(3 * 6 * 9 + 6 + (6 * 7 * 7 + 1) * 10, it.parameters().size());
  }
}
