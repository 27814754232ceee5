package modellint.analysis.range;

import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import modellint.graph.Graph;
import modellint.testing.Fill;
import modellint.testing.Linting;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class RangesTest {

  private static Range last(Net net) {
    Graph graph = net.build();
    return Linting.subject(graph).ranges().of(graph.outputs().get(0).name());
  }

  private static Net square(Net net) {
    return net.both("Mul", n -> n, n -> n);
  }

  @Test
  void a_value_less_its_largest_is_never_positive() {
    Range range = last(net(8).both("Sub", n -> n, n -> n.reduce("ReduceMax")));

    assertEquals(0, range.within().high());
  }

  @Test
  void a_value_times_itself_is_never_negative() {
    assertEquals(Interval.NOT_NEGATIVE, last(square(net(8))).within());
  }

  @Test
  void a_value_less_itself_is_zero() {
    assertEquals(Interval.of(0), last(net(8).both("Sub", n -> n, n -> n)).within());
  }

  @Test
  void what_is_stated_is_reached() {
    Range range = last(net(8).between(-2, 3).with("Mul", -2).with("Add", 1));

    assertEquals(new Interval(-5, 5), range.within());
    assertEquals(range.within(), range.reached());
  }

  @Test
  void a_variance_as_a_difference_is_not_negative_but_for_rounding() {
    Range range =
        last(
            net(8)
                .both(
                    "Sub",
                    n -> square(n).reduce("ReduceMean"),
                    n -> square(n.reduce("ReduceMean"))));

    assertEquals(0, range.within().low());
  }

  @Test
  void exponentials_and_what_is_made_of_them_are_positive() {
    assertTrue(last(net(8).apply("Exp")).within().low() > 0);
    assertTrue(last(net(8).apply("Softmax")).within().low() > 0);
    assertTrue(last(net(8).sigmoid()).within().low() > 0);
    assertTrue(last(net(8).apply("Exp").reduce("ReduceSum")).within().low() > 0);
  }

  @Test
  void parts_of_a_sum_lie_between_zero_and_one() {
    Range range = last(net(8).apply("Exp").both("Div", n -> n, n -> n.reduce("ReduceSum")));

    assertTrue(range.within().low() > 0);
    assertEquals(1, range.within().high());
  }

  @Test
  void a_condition_bounds_what_it_lets_through() {
    Range range = last(net(8).between(-1, 1).where(n -> n));

    assertEquals(new Interval(0, 1), range.within());
  }

  @Test
  void a_layer_reaches_what_its_weights_allow_and_no_more() {
    Range range = last(net(8).between(-1, 1).dense(8, 4, Fill.constant(0.5)));

    assertEquals(4, range.within().high(), 1e-6);
    assertTrue(range.within().high() >= range.reached().high());
    assertTrue(range.reached().high() > 0);
  }

  @Test
  void a_relu_behind_a_layer_is_zero_at_times() {
    Net layer = net().dense(64, 64, Fill.he()).relu();

    assertEquals(Zeros.ELEMENTS, last(layer).zeros());
    assertEquals(Zeros.UNSEEN, last(layer.reduce("ReduceSum")).zeros());
  }

  @Test
  void an_input_of_which_nobody_says_what_it_takes_has_no_bounds() {
    Range range = last(net(8).apply("Abs"));

    assertEquals(Interval.NOT_NEGATIVE, range.within());
    assertTrue(range.reached().isEmpty());
  }
}
