package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class MisplacedDropoutTest {
  @Test
  void behind_the_last_layer() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .dropout(0.5)
            .build();

    assertEquals(
        """
        warning[ML413]: dropout after the last layer drops predictions
          --> net :: dropout1
           = layers after it 0 (exact), limit 1.00
           = help: take the dropout out here, and keep it between hidden layers
        """,
        lint(new MisplacedDropout(), net));
  }

  @Test
  void before_the_softmax() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .dropout(0.5)
            .apply("Softmax")
            .build();

    assertEquals(
        """
        warning[ML413]: dropout after the last layer drops predictions
          --> net :: dropout1
           = layers after it 0 (exact), limit 1.00
           = help: take the dropout out here, and keep it between hidden layers
        """,
        lint(new MisplacedDropout(), net));
  }

  @Test
  void on_one_feature() {
    var net = net().dense(64, 1, Fill.xavier()).dropout(0.5).dense(1, 8, Fill.xavier()).build();

    assertEquals(
        """
        warning[ML413]: dropout on a single feature switches the network off and on
          --> net :: dropout1
           = features 1.00 (exact), limit 2.00
           = help: take the dropout out here, and keep it between hidden layers
        """,
        lint(new MisplacedDropout(), net));
  }

  @Test
  void before_the_last_layer() {
    var net =
        net().dense(64, 64, Fill.he()).relu().dropout(0.5).dense(64, 10, Fill.xavier()).build();

    assertEquals("", lint(new MisplacedDropout(), net));
  }

  @Test
  void a_ratio_of_zero() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .dropout(0)
            .build();

    assertEquals("", lint(new MisplacedDropout(), net));
  }

  @Test
  void nothing_is_claimed_of_what_stands_behind_an_unknown_operator() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .dropout(0.5)
            .opaque("Mystery")
            .build();

    assertEquals("", lint(new MisplacedDropout(), net));
  }
}
