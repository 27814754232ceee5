package modellint.analysis.shape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Shape;
import modellint.testing.Script;
import org.junit.jupiter.api.Test;

class ShapesTest {

  private static Shapes shapes(Shape x, String... lines) {
    return Shapes.of(Script.graph(String.join("\n", lines)), Map.of("x", x));
  }

  private static String shape(Shape x, String... lines) {
    return shapes(x, lines).shape("y").map(Shape::toString).orElse("unknown");
  }

  private static Shape image(String batch, String height, long width) {
    return new Shape(List.of(Dim.symbol(batch), Dim.of(3), Dim.symbol(height), Dim.of(width)));
  }

  @Test
  void a_strided_convolution_names_the_rounded_quotient() {
    assertEquals(
        "[N, 8, floor((H-1)/2)+1, 16]",
        shape(image("N", "H", 32), "y = Conv(x, w[8,3,3,3]) strides=2,2 pads=1,1,1,1"));
  }

  @Test
  void a_padded_convolution_keeps_a_symbolic_size() {
    assertEquals(
        "[N, 8, H, 32]", shape(image("N", "H", 32), "y = Conv(x, w[8,3,3,3]) pads=1,1,1,1"));
  }

  @Test
  void same_padding_rounds_up() {
    assertEquals(
        "[2, 8, 4, 5]",
        shape(Shape.of(2, 3, 7, 9), "y = Conv(x, w[8,3,3,3]) strides=2,2 auto_pad=SAME_UPPER"));
  }

  @Test
  void a_last_window_that_starts_in_the_padding_is_dropped() {
    assertEquals(
        "[1, 1, 2, 2]",
        shape(
            Shape.of(1, 1, 3, 3),
            "y = MaxPool(x) kernel_shape=1,1 strides=2,2 pads=0,0,1,1 ceil_mode=1"));
  }

  @Test
  void a_transposed_convolution_undoes_the_stride() {
    assertEquals(
        "[1, 4, 8, 8]",
        shape(
            Shape.of(1, 3, 4, 4),
            "y = ConvTranspose(x, w[3,4,3,3]) strides=2,2 pads=1,1,1,1 output_padding=1,1"));
  }

  @Test
  void a_target_computed_from_a_symbolic_batch_is_folded() {
    Shape x = new Shape(List.of(Dim.symbol("N"), Dim.of(4), Dim.of(5)));
    assertEquals(
        "[N, 20]",
        shape(
            x,
            "s = Shape(x)",
            "n = Gather(s, <0>)",
            "t = Concat(n, <-1>) axis=0",
            "y = Reshape(x, t)"));
  }

  @Test
  void elements_that_do_not_fill_the_target_leave_it_unknown() {
    assertEquals("unknown", shape(Shape.of(7), "y = Reshape(x, <2,-1>)"));
  }

  @Test
  void sizes_broadcast_only_where_they_may() {
    assertEquals("[2, 4, 3]", shape(Shape.of(4, 1), "y = Add(x, w[2,1,3])"));
    assertEquals("unknown", shape(Shape.of(4, 2), "y = Add(x, w[2,1,3])"));
  }

  @Test
  void an_unknown_operator_gives_nothing() {
    Shapes shapes = shapes(Shape.of(2), "y = com.example.Relu(x)");
    assertEquals(Optional.empty(), shapes.shape("y"));
    assertEquals(ElementType.UNDEFINED, shapes.type("y"));
    assertFalse(shapes.isConstant("y"));
  }

  @Test
  void a_product_beyond_64_bits_is_no_size() {
    assertEquals("unknown", shape(Shape.of(1L << 32, 1L << 32), "y = Flatten(x) axis=2"));
  }

  @Test
  void constants_stay_constant_when_their_elements_are_not_kept() {
    Shapes shapes = shapes(Shape.of(2), "t = Transpose(w[512,512])", "y = Mul(t, x)");
    assertTrue(shapes.isConstant("t"));
    assertEquals(Optional.empty(), shapes.constant("t"));
    assertFalse(shapes.isConstant("y"));
  }

  @Test
  void chance_is_not_constant() {
    assertFalse(shapes(Shape.of(2), "y = RandomNormalLike(w[2])").isConstant("y"));
  }

  @Test
  void a_mask_is_folded() {
    Shapes shapes = shapes(Shape.of(1), "o = Expand(1, <2,2>)", "y = Trilu(o) upper=0");
    assertEquals(Optional.of(List.of(1.0, 0.0, 1.0, 1.0)), shapes.constant("y"));
  }

  @Test
  void the_last_of_a_symbolic_axis_is_one_but_its_first_hundred_are_unknown() {
    Shape x = new Shape(List.of(Dim.symbol("T")));
    assertEquals("[1]", shape(x, "y = Slice(x, <-1>, <9999999999>)"));
    assertEquals("[?y.0]", shape(x, "y = Slice(x, <0>, <100>)"));
  }

  @Test
  void taps_in_the_padding_are_not_counted() {
    Graph graph = Script.graph("y = Conv(x, w[8,3,3,3]) strides=2,2 pads=1,1,1,1");
    Shapes shapes = Shapes.of(graph, Map.of("x", Shape.of(1, 3, 4, 5)));
    var geometry = ConvolutionGeometry.of(graph.nodes().get(0), shapes).orElseThrow();
    assertArrayEquals(new long[] {1, 2, 2}, geometry.taps(0));
    assertArrayEquals(new long[] {2, 3, 2}, geometry.taps(1));
  }

  @Test
  void an_odd_pad_goes_to_the_side_that_the_model_names() {
    assertEquals(List.of(0L), pads("SAME_UPPER"));
    assertEquals(List.of(1L), pads("SAME_LOWER"));
  }

  private static List<Long> pads(String side) {
    Graph graph = Script.graph("y = Conv(x, w[8,3,2]) auto_pad=" + side);
    Shapes shapes = Shapes.of(graph, Map.of("x", Shape.of(1, 3, 4)));
    return ConvolutionGeometry.of(graph.nodes().get(0), shapes).orElseThrow().padsBegin();
  }
}
