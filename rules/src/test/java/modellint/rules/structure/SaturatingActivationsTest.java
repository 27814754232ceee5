package modellint.rules.structure;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class SaturatingActivationsTest {
  @Test
  void sigmoids_in_a_row() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.xavier()).sigmoid())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        error[ML302]: Sigmoid layers in a row let no gradient through
          --> net :: dense1
           = gradient decay in decades 5.58 (predicted), limit 3.00
           = saturating layers in a row 10.0 (exact), limit 3.00
           = help: use ReLU with weights from He (variance 2 / fan-in)
           = effect: predicted growth -5.6 -> 0.1 decades
        """,
        lint(new SaturatingActivations(), net));
  }

  @Test
  void tanh_drawn_well_stays_silent() {
    var net =
        net()
            .times(20, n -> n.dense(256, 256, Fill.xavier()).tanh())
            .dense(256, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new SaturatingActivations(), net));
  }

  @Test
  void gates_stay_silent() {
    var net =
        net(16, 8, 8)
            .times(
                6,
                n ->
                    n.conv(16, 3, Fill.he())
                        .relu()
                        .gate(
                            b ->
                                b.globalAveragePool()
                                    .conv(4, 1, Fill.he())
                                    .relu()
                                    .conv(16, 1, Fill.xavier())
                                    .sigmoid()))
            .build();

    assertEquals("", lint(new SaturatingActivations(), net));
  }

  @Test
  void a_sigmoid_at_the_output_stays_silent() {
    var net =
        net()
            .times(4, n -> n.dense(256, 256, Fill.he()).relu())
            .dense(256, 1, Fill.xavier())
            .sigmoid()
            .build();

    assertEquals("", lint(new SaturatingActivations(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net(64)
            .opaque("Mystery")
            .times(10, n -> n.dense(64, 64, Fill.xavier()).sigmoid())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new SaturatingActivations(), net));
  }
}
