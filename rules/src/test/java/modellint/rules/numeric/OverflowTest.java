package modellint.rules.numeric;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class OverflowTest {

  private static Net softplus(Net net) {
    return net.apply("Exp").with("Add", 1).apply("Log");
  }

  @Test
  void an_input_whose_exponential_overflows() {
    assertEquals(
        """
        error[ML503]: exp overflows
          --> net :: exp1
           = greatest exponent 100 (predicted), limit 88.7
           = help: clip the exponent below its limit
        """,
        lint(new Overflow(), net(8).between(0, 100).apply("Exp").build()));
  }

  @Test
  void squares_in_half_precision() {
    var net = net(8).half().between(-300, 300).both("Mul", n -> n, n -> n);

    assertEquals(
        """
        error[ML503]: the result overflows
          --> net :: mul1
           = greatest value 9.00e+04 (predicted), limit 6.55e+04
           = help: scale the operands down, or compute this in single precision
        """,
        lint(new Overflow(), net.build()));
  }

  @Test
  void a_softplus_written_out() {
    assertEquals(
        """
        warning[ML503]: exp overflows
          --> net :: exp1
           = greatest exponent inf (predicted), limit 88.7
           = help: write log(1 + exp(x)) as Softplus
        """,
        lint(new Overflow(), softplus(net().dense(64, 64, Fill.he())).build()));
  }

  @Test
  void the_same_numbers_in_single_precision() {
    assertEquals(
        "", lint(new Overflow(), net(8).between(-300, 300).both("Mul", n -> n, n -> n).build()));
  }

  @Test
  void a_bounded_exponent() {
    assertEquals("", lint(new Overflow(), softplus(net().dense(64, 64, Fill.he()).tanh()).build()));
    assertEquals(
        "",
        lint(
            new Overflow(),
            net(8)
                .between(0, 1000)
                .both("Sub", n -> n, n -> n.reduce("ReduceMax"))
                .apply("Exp")
                .build()));
  }

  @Test
  void the_variance_of_an_autoencoder() {
    assertEquals(
        "",
        lint(new Overflow(), net().dense(64, 64, Fill.he()).with("Mul", 0.5).apply("Exp").build()));
  }

  @Test
  void an_input_of_which_nobody_says_what_it_takes() {
    assertEquals("", lint(new Overflow(), net(8).apply("Exp").build()));
  }
}
