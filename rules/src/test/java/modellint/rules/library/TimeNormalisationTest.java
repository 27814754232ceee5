package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class TimeNormalisationTest {
  @Test
  void channels_as_many_as_steps() {
    var net =
        Net.sequence(28, 16)
            .recurrent("LSTM", 16, 64, List.of())
            .squeeze(1)
            .transpose(1, 0, 2)
            .normalise(28)
            .build();

    assertEquals(
        """
        warning[ML709]: the batch normalisation runs over steps of time instead of features
          --> net :: batchNorm1
           = channels normalised 28.0 (exact), limit 64.0
           = help: normalise the features: BatchNorm.builder().optAxis(2).build(), or LayerNorm
        """,
        lint(new TimeNormalisation(), net));
  }

  @Test
  void as_many_steps_as_features() {
    var net =
        Net.sequence(64, 16)
            .recurrent("LSTM", 16, 64, List.of())
            .squeeze(1)
            .transpose(1, 0, 2)
            .normalise(64)
            .build();

    assertEquals("", lint(new TimeNormalisation(), net));
  }

  @Test
  void features_are_normalised() {
    var net =
        Net.sequence(28, 16)
            .recurrent("LSTM", 16, 64, List.of())
            .squeeze(1)
            .transpose(1, 2, 0)
            .normalise(64)
            .build();

    assertEquals("", lint(new TimeNormalisation(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net = Net.sequence(28, 16).opaque("Mystery").normalise(28).build();

    assertEquals("", lint(new TimeNormalisation(), net));
  }
}
