package modellint.rules.recurrent;

import static modellint.testing.Linting.lint;
import static modellint.testing.Linting.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class RecurrentStackTest {

  @Test
  void six_of_them() {
    String said = lint(new RecurrentStack(), stack(6).build());

    assertTrue(said.contains("[ML607]: too many recurrent layers stand on one another"), said);
    assertTrue(said.contains("recurrent layers in a row 6.00 (exact), limit 3.00"), said);
  }

  @Test
  void the_cause_is_said_and_not_the_symptom() {
    List<String> all = names(stack(6).build());

    assertTrue(all.stream().anyMatch(it -> it.endsWith("recurrent-stack")), all.toString());
    assertFalse(all.stream().anyMatch(it -> it.endsWith("vanishing-gradient")), all.toString());
  }

  @Test
  void two_of_them() {
    assertEquals("", lint(new RecurrentStack(), stack(2).build()));
  }

  @Test
  void a_way_around_each() {
    Net net = Net.sequence(12, 32).times(6, it -> it.residual(RecurrentStackTest::layer));

    assertEquals("", lint(new RecurrentStack(), net.build()));
  }

  @Test
  void nothing_is_claimed_behind_what_is_not_understood() {
    Net net = Net.sequence(12, 32).opaque("Mystery").times(6, RecurrentStackTest::layer);

    assertEquals("", lint(new RecurrentStack(), net.build()));
  }

  private static Net stack(int layers) {
    return Net.sequence(12, 32).times(layers, RecurrentStackTest::layer);
  }

  private static Net layer(Net net) {
    return net.recurrent("LSTM", 32, 32, List.of(), Fill.xavier()).squeeze(1);
  }
}
