package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class StraySigmoidTest {
  @Test
  void sigmoids_before_batch_normalisation() {
    var net =
        net(3, 16, 16)
            .times(3, n -> n.conv(16, 3, Fill.xavier()).sigmoid().batchNorm().relu())
            .build();

    assertEquals(
        """
        warning[ML704]: a sigmoid stands before the normalisation or activation of the layer
          --> net :: sigmoid1
           = stray sigmoids 3.00 (exact), limit 0
           = help: take it out: .activation(Activation.IDENTITY), where DL4J's default is the sigmoid
        """,
        lint(new StraySigmoid(), net));
  }

  @Test
  void no_activation_before_it() {
    var net = net(3, 16, 16).times(3, n -> n.conv(16, 3, Fill.xavier()).batchNorm().relu()).build();

    assertEquals("", lint(new StraySigmoid(), net));
  }

  @Test
  void a_sigmoid_between_layers() {
    var net = net().times(2, n -> n.dense(64, 64, Fill.xavier()).sigmoid()).build();

    assertEquals("", lint(new StraySigmoid(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net = net(64).dense(64, 64, Fill.xavier()).sigmoid().opaque("Mystery").relu().build();

    assertEquals("", lint(new StraySigmoid(), net));
  }
}
