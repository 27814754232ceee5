package modellint.analysis.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import modellint.graph.ElementType;
import modellint.graph.Shape;
import modellint.graph.Value;
import modellint.rule.Subject;
import modellint.testing.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskInputTest {

  private static final String SCORES =
      """
      e = MatMul(x, we[64,64])
      q = MatMul(e, wq[64,64])
      k = MatMul(e, wk[64,64])
      v = MatMul(e, wv[64,64])
      kt = Transpose(k) perm=0,2,1
      product = MatMul(q, kt)
      scores = Div(product, 8)
      """;

  private static final String OUTPUT =
      """
      p = Softmax(%s)
      o = MatMul(p, v)
      r = Add(o, e)
      y = MatMul(r, wo[64,64])
      """;

  /** As BERT is exported: what a mask of ones and zeros leaves out is pushed far below. */
  private static final String ADDED =
      """
      row = Unsqueeze(attention_mask, <1>)
      real = Cast(row) to=1
      hidden = Sub(1, real)
      bias = Mul(hidden, -1e9)
      masked = Add(scores, bias)
      """;

  /** As PyTorch's multi-head attention is exported: true marks what is left out. */
  private static final String CHOSEN =
      """
      row = Unsqueeze(key_padding_mask, <1>)
      masked = Where(row, -1e9, scores)
      """;

  @Test
  void a_mask_that_hides_nothing_changes_nothing() {
    SignalPropagation plain = predict(SCORES + OUTPUT.formatted("scores"));
    SignalPropagation added =
        predict(
            SCORES + ADDED + OUTPUT.formatted("masked"),
            new Value("attention_mask", ElementType.INT64, Optional.of(Shape.of(32, 16))));

    assertEquals(Optional.empty(), plain.abstained());
    assertEquals(Optional.empty(), added.abstained());
    assertEquals(5, plain.layers().size());
    for (int i = 0; i < 5; i++) {
      LayerFlow expected = plain.layers().get(i);
      assertEquals(expected.gradientLog10(), added.layers().get(i).gradientLog10(), 1e-12);
      assertEquals(expected.activationRms(), added.layers().get(i).activationRms(), 1e-12);
    }
  }

  @Test
  void a_mask_of_padding_is_followed_into_the_choice_it_makes() {
    SignalPropagation chosen =
        predict(
            SCORES + CHOSEN + OUTPUT.formatted("masked"),
            new Value("key_padding_mask", ElementType.BOOL, Optional.of(Shape.of(32, 16))));

    assertEquals(Optional.empty(), chosen.abstained());
    assertEquals(
        predict(SCORES + OUTPUT.formatted("scores")).layers().get(0).gradientLog10(),
        chosen.layers().get(0).gradientLog10(),
        1e-12);
  }

  @Test
  void whole_numbers_that_are_no_mask_stay_unknown() {
    SignalPropagation signal =
        predict(
            SCORES + ADDED.replace("attention_mask", "lengths") + OUTPUT.formatted("masked"),
            new Value("lengths", ElementType.INT64, Optional.of(Shape.of(32, 16))));

    assertTrue(
        signal
            .abstained()
            .orElseThrow()
            .startsWith("the values of input lengths are whole numbers"));
  }

  @ParameterizedTest
  @CsvSource({"attention_mask, 1", "input_mask, 1", "src_key_padding_mask, 0", "pad_mask, 0"})
  void a_name_says_what_hides_nothing(String name, double open) {
    assertEquals(OptionalDouble.of(open), MaskInput.open(name));
  }

  @Test
  void other_names_say_nothing() {
    assertEquals(OptionalDouble.empty(), MaskInput.open("input_ids"));
  }

  private static SignalPropagation predict(String script, Value... masks) {
    Value x = new Value("x", ElementType.FLOAT, Optional.of(Shape.of(32, 16, 64)));
    var inputs = new ArrayList<>(List.of(x));
    inputs.addAll(List.of(masks));
    return new Subject(Script.drawn(1.0 / 64, inputs, script), Map.of(), Assumptions.DEFAULT)
        .signal();
  }
}
