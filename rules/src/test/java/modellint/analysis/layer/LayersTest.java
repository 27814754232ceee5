package modellint.analysis.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import modellint.analysis.shape.Shapes;
import modellint.graph.Estimate;
import modellint.graph.Graph;
import modellint.graph.Parameter;
import modellint.testing.Script;
import org.junit.jupiter.api.Test;

class LayersTest {

  private static Layers layers(String text) {
    Graph graph = Script.graph(text);
    return Layers.of(graph, Shapes.of(graph));
  }

  private static Layer only(String text) {
    List<Layer> all = layers(text).all();
    assertEquals(1, all.size(), all::toString);
    return all.get(0);
  }

  private static String fans(String text) {
    Layer layer = only(text);
    return layer.fanIn()
        + " in, "
        + layer.fanOut()
        + " out, "
        + layer.units()
        + " units along axis "
        + layer.outputAxis()
        + " of "
        + layer.weight().name();
  }

  @Test
  void gemm_reads_its_weight_either_way_round() {
    assertEquals(
        "32 in, 64 out, 64 units along axis 0 of w", fans("y = Gemm(x, w[64,32], b[64]) transB=1"));
    assertEquals("32 in, 64 out, 64 units along axis 1 of w", fans("y = Gemm(x, w[32,64], b[64])"));
    assertEquals(
        "32 in, 64 out, 64 units along axis 1 of w", fans("y = Gemm(w[32,64], x) transA=1"));
  }

  @Test
  void gemm_scales_its_weight_by_alpha() {
    Layer layer = only("y = Gemm(x, w[32,64], b[64]) alpha=0.5");

    assertEquals(new Estimate(0.5, Estimate.Basis.EXACT), layer.scale());
    assertEquals(Optional.of("b"), layer.bias().map(Parameter::name));
  }

  @Test
  void matmul_takes_its_weight_on_either_side() {
    assertEquals("32 in, 64 out, 64 units along axis 1 of w", fans("y = MatMul(x, w[32,64])"));
    assertEquals("32 in, 64 out, 64 units along axis 0 of w", fans("y = MatMul(w[64,32], x)"));
    assertEquals("32 in, 64 out, 64 units along axis 2 of w", fans("y = MatMul(x, w[8,32,64])"));
    assertEquals("32 in, 1 out, 1 units along axis 0 of w", fans("y = MatMul(x, w[32])"));
  }

  @Test
  void a_product_of_two_activations_is_no_layer() {
    assertEquals(List.of(), layers("t = Transpose(x)\ny = MatMul(x, t)").all());
  }

  @Test
  void the_bias_of_a_matmul_is_added_behind_it() {
    Layer layer = only("m = MatMul(x, w[32,64])\na = Add(b[64], m)\ny = Relu(a)");

    assertEquals(Optional.of("b"), layer.bias().map(Parameter::name));
    assertEquals(Optional.of("Relu"), layer.activation());
    assertEquals(List.of("w", "b"), layer.parameters().stream().map(Parameter::name).toList());
  }

  @Test
  void convolutions_count_kernel_area_and_groups() {
    assertEquals("27 in, 144 out, 16 units along axis 0 of w", fans("y = Conv(x, w[16,3,3,3])"));
    assertEquals(
        "9 in, 9 out, 16 units along axis 0 of w", fans("y = Conv(x, w[16,1,3,3]) group=16"));
    assertEquals(
        "144 in, 36 out, 8 units along axis 1 of w",
        fans("y = ConvTranspose(x, w[32,4,3,3]) group=2"));
  }

  @Test
  void fans_come_from_the_operator_and_axes_from_the_stored_layout() {
    // Kernel stored height, width, in, out, as TensorFlow does.
    assertEquals(
        "27 in, 144 out, 16 units along axis 3 of w",
        fans("t = Transpose(w[3,3,3,16]) perm=3,2,0,1\ny = Conv(x, t)"));
    assertEquals(
        "32 in, 64 out, 64 units along axis 0 of w",
        fans("t = Transpose(w[64,32]) perm=1,0\ny = MatMul(x, t)"));
  }

  @Test
  void a_reshaped_depthwise_kernel_keeps_its_channels() {
    assertEquals(
        "9 in, 9 out, 16 units along axis 2 of w",
        fans(
            """
            r = Reshape(w[3,3,16,1], <3,3,1,16>)
            t = Transpose(r) perm=3,2,0,1
            y = Conv(x, t) group=16
            """));
  }

  @Test
  void lstm_gates_put_in_another_order_keep_the_name_of_their_parameter() {
    Layer layer =
        only(
            """
            i = Slice(w[128,16], <0>, <32>, <0>)
            o = Slice(w[128,16], <96>, <128>, <0>)
            fc = Slice(w[128,16], <32>, <96>, <0>)
            c = Concat(i, o, fc) axis=0
            u = Unsqueeze(c) axes=0
            ru = Unsqueeze(r[128,32]) axes=0
            bc = Concat(bi[128], bh[128]) axis=0
            bu = Unsqueeze(bc) axes=0
            y = LSTM(x, u, ru, bu) hidden_size=32
            """);

    assertEquals("w", layer.weight().name());
    assertEquals(Optional.of("r"), layer.recurrent().map(Parameter::name));
    assertEquals(32, layer.units());
    assertEquals(16, layer.fanIn());
    assertEquals(0, layer.outputAxis());
    assertEquals(
        List.of("w", "r", "bi", "bh"), layer.parameters().stream().map(Parameter::name).toList());
  }

  @Test
  void a_bias_joined_with_zeros_counts_among_the_parameters() {
    Layer layer =
        only(
            """
            z = ConstantOfShape(<1,128>)
            b = Concat(io[1,64], f[1,32], c[1,32], z) axis=1
            y = LSTM(x, w[1,128,16], r[1,128,32], b) hidden_size=32
            """);

    assertEquals(
        List.of("w", "r", "io", "f", "c"),
        layer.parameters().stream().map(Parameter::name).toList());
  }

  @Test
  void an_embedding_is_looked_up_by_data_and_not_by_constants() {
    assertEquals("1 in, 64 out, 64 units along axis 1 of w", fans("y = Gather(w[1000,64], x)"));
    assertEquals(List.of(), layers("p = Gather(w[16,64], <0,1>)\ny = Add(x, p)").all());
    assertEquals(List.of(), layers("y = Gather(w[1000,64]:INT64, x)").all());
  }

  @Test
  void fused_and_quantised_forms_are_layers_too() {
    Layer fused = only("y = com.microsoft.FusedConv(x, w[16,3,3,3], b[16]) activation=Relu");
    assertEquals(Optional.of("Relu"), fused.activation());

    Layer linear =
        only("y = QLinearConv(x, 0.1, 0, w[16,3,3,3]:INT8, 0.02, 0, 0.1, 0, b[16]:INT32)");
    assertEquals("w", linear.weight().name());
    assertEquals(Optional.of("b"), linear.bias().map(Parameter::name));

    Layer dequantised = only("d = DequantizeLinear(w[16,3,3,3]:INT8, 0.02)\ny = Conv(x, d)");
    assertEquals("w", dequantised.weight().name());
    assertEquals(0.02, dequantised.scale().value(), 1e-9);
    assertEquals("w", only("y = MatMulInteger(x, w[32,64]:INT8)").weight().name());
    assertEquals("w", only("y = com.microsoft.FusedMatMul(x, w[64,32]) transB=1").weight().name());
  }

  @Test
  void einsum_contracts_the_letters_that_the_output_lacks() {
    assertEquals(
        "64 in, 32 out, 32 units along axis 2 of w",
        fans("y = Einsum(x, w[64,4,8]) equation=abc,cde->abde"));
  }

  @Test
  void an_operator_of_a_strange_domain_is_no_layer() {
    assertEquals(List.of(), layers("y = acme.Conv(x, w[16,3,3,3])").all());
  }

  @Test
  void the_activation_is_found_behind_norms_shapes_and_written_functions() {
    Layer layer =
        only(
            """
            c = Conv(x, w[16,3,3,3])
            n = BatchNormalization(c, g[16], b[16], m[16], v[16])
            d = Dropout(n)
            s = Sigmoid(d)
            y = Mul(d, s)
            """);

    assertEquals(Optional.of("Silu"), layer.activation());
    assertEquals(Optional.of("BatchNormalization"), layer.normalisation().map(it -> it.type()));
  }

  @Test
  void a_residual_sum_ends_the_search_for_an_activation() {
    Layer layer = only("g = Gemm(x, w[32,32])\na = Add(g, x)\ny = Relu(a)");

    assertEquals(Optional.empty(), layer.activation());
  }

  @Test
  void a_shared_weight_is_seen_at_both_layers() {
    Layers layers = layers("a = MatMul(x, w[32,32])\nb = Relu(a)\ny = MatMul(b, w[32,32])");

    assertEquals(2, layers.using(layers.all().get(0).weight()).size());
  }

  @Test
  void what_is_computed_from_parameters_otherwise_has_no_name() {
    Layers layers =
        layers("e = Exp(w[32,32])\nt = Transpose(w[32,32])\ny = MatMul(x, t)\nz = Add(y, e)");

    assertEquals(Optional.empty(), layers.parameter("e"));
    assertEquals(Optional.of("w"), layers.parameter("t").map(Parameter::name));
    assertTrue(layers.of(layers.all().get(0).node()).isPresent());
  }

  @Test
  void parameters_joined_along_an_axis_that_is_not_there_are_no_layer() {
    assertEquals(List.of(), layers("y = Concat(a[2], b[2]) axis=-3").all());
  }
}
