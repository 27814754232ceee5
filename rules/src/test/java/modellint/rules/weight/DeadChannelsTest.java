package modellint.rules.weight;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static modellint.testing.Net.tokens;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class DeadChannelsTest {
  @Test
  void zero_rows_are_dead_channels() {
    var net =
        net()
            .dense(64, 64, Fill.he().withDeadRows(16))
            .relu()
            .dense(64, 10, Fill.xavier().stored())
            .build();

    assertEquals(
        """
        warning[ML204]: some output channels have no weight but zero
          --> net :: dense1
           = share of dead channels 0.250 (measured), limit 0.100
           = help: draw the zero channels anew, or remove them
        """,
        lint(new DeadChannels(), net));
  }

  @Test
  void a_few_are_a_note() {
    var net =
        net(3, 16, 16).conv(32, 3, Fill.he().withDeadRows(1)).relu().conv(8, 3, Fill.he()).build();

    assertEquals(
        """
        note[ML204]: some output channels have no weight but zero
          --> net :: conv1
           = share of dead channels 0.0312 (measured), limit 0
           = help: draw the zero channels anew, or remove them
        """,
        lint(new DeadChannels(), net));
  }

  @Test
  void a_layer_of_nothing_but_zeros_is_not_counted() {
    var net =
        net()
            .dense(64, 64, Fill.he().stored())
            .relu()
            .dense(64, 10, Fill.constant(0).stored())
            .build();

    assertEquals("", lint(new DeadChannels(), net));
  }

  @Test
  void the_padding_token_is_no_channel() {
    var net =
        tokens(16)
            .embedding(100, 64, Fill.normal(1).withDeadRows(1))
            .matmul(64, 10, Fill.xavier().stored())
            .build();

    assertEquals("", lint(new DeadChannels(), net));
  }

  @Test
  void declared_weights_stay_silent() {
    var net = net().dense(64, 64, Fill.he()).relu().dense(64, 10, Fill.xavier()).build();

    assertEquals("", lint(new DeadChannels(), net));
  }

  @Test
  void weights_that_are_not_stated_stay_silent() {
    var net = net().dense(64, 64, Fill.unknown()).relu().dense(64, 10, Fill.unknown()).build();

    assertEquals("", lint(new DeadChannels(), net));
  }
}
