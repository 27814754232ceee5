package modellint.djl;

import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Sizes are whole numbers of 64 bits, whatever they are computed from. */
class SizesTest {

  private static String parameters(String units, String shape) {
    return only(
            new Djl(),
            """
            import ai.djl.ndarray.types.*;
            import ai.djl.nn.*;
            import ai.djl.nn.core.*;
            class Net {
              public static void main(String[] args) {
                Shape shape = new Shape(%s);
                SequentialBlock net = new SequentialBlock()
                    .addSingleton(a -> a.reshape(a.getShape().get(0), a.getShape().size(1)))
                    .add(Linear.builder().setUnits(%s).optBias(false).build());
                net.initialize(null, DataType.FLOAT32, new Shape(1, 2));
              }
            }
            """
                .formatted(shape, units))
        .parameters()
        .toString();
  }

  @Test
  void a_size_of_a_shape_does_not_wrap_at_32_bits() {
    assertEquals("12000000000", parameters("shape.get(0) * 3000", "2000000, 7"));
    assertEquals("20000000000", parameters("shape.size()", "100000, 100000"));
    assertEquals("20000000000", parameters("shape.head() * shape.tail()", "100000, 100000"));
    assertEquals("8000000000", parameters("shape.getShape()[1] * 4", "2, 1000000000"));
  }

  @Test
  void a_product_of_ints_wraps_as_in_the_program() {
    int wrapped = 100_000 * 50_000;
    assertEquals(Long.toString(2L * wrapped), parameters("100000 * 50000", "1"));
  }

  @Test
  void shapes_answer_as_the_librarys_do() {
    assertEquals("8", parameters("shape.slice(-2).get(0)", "3, 4, 5"));
    assertEquals("40", parameters("shape.size(1, 2)", "3, 4, 5"));
    assertEquals("10", parameters("shape.getLastDimension()", "3, 4, 5"));
    assertEquals("6", parameters("shape.dimension()", "3, 4, 5"));
    assertEquals("24", parameters("shape.addAll(new Shape(1, 4)).slice(2).size() * 3", "1, 1"));
  }

  @Test
  void a_model_larger_than_64_bits_is_refused() {
    var found =
        modellint.testing.Definitions.found(
            new Djl(),
            """
            import ai.djl.ndarray.types.*;
            import ai.djl.nn.*;
            import ai.djl.nn.core.*;
            class Net {
              public static void main(String[] args) {
                SequentialBlock net = new SequentialBlock()
                    .add(Linear.builder().setUnits(Long.MAX_VALUE).build());
                net.initialize(null, DataType.FLOAT32, new Shape(1, 3));
              }
            }
            """);
    assertEquals(
        java.util.List.of("a size leaves 64 bits"),
        java.util.List.copyOf(found.refused().values()));
  }
}
