package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.List;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/**
 * Scaled dot-product attention (Vaswani et al. 2017, <https://arxiv.org/abs/1706.03762>): heads
 * shared by groups of queries, keys and values of earlier steps in front. Scores are capped before
 * they are masked, as the runtime has it, so that a cap does not lift a mask.
 */
public final class Attentions {

  public static final List<Rule> RULES =
      List.of(new Rule.Expansion("", "Attention", 1, call -> new Attentions(call).outputs()));

  private static final int MASK = 3;
  private static final int PAST_KEY = 4;
  private static final int PAST_VALUE = 5;
  private static final int LENGTHS = 6;

  private final Call call;
  private final boolean flat;

  private Attentions(Call call) {
    this.call = call;
    this.flat = call.x(0).rank() == 3;
  }

  private List<Tensor> outputs() {
    Tensor query = heads(call.x(0), "q_num_heads");
    Tensor key = after(PAST_KEY, heads(call.x(1), "kv_num_heads"));
    Tensor value = after(PAST_VALUE, heads(call.x(2), "kv_num_heads"));
    long groups = query.size(1) / key.size(1);
    double scale = call.real("scale", 1 / Math.sqrt(query.size(3)));
    Tensor raw = query.matmul(repeated(key, groups).turned()).times(scale);
    Tensor capped = capped(raw);
    Tensor masked = masked(capped, key.size(2) - call.x(1).size(-2));
    Tensor weights = Softmaxes.of(masked, 3);
    Tensor mixed = weights.matmul(repeated(value, groups));
    Tensor result = flat ? mixed.transpose(0, 2, 1, 3).reshape(call.y(0).shape()) : mixed;
    List<Tensor> scores = List.of(raw, capped, masked, weights);
    var outputs = new ArrayList<>(List.of(result, key, value));
    outputs.add(scores.get((int) call.integer("qk_matmul_output_mode", 0)));
    return outputs;
  }

  /** Batch, head, position, feature. */
  private Tensor heads(Tensor x, String attribute) {
    if (!flat) {
      return x;
    }
    long heads = call.integer(attribute, 1);
    return x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(0, 2, 1, 3);
  }

  private Tensor after(int past, Tensor now) {
    return call.has(past) ? Tensor.concat(2, List.of(call.x(past), now)) : now;
  }

  /** Every head as often as there are queries that share it. */
  private static Tensor repeated(Tensor x, long times) {
    return x.reshape(x.size(0), x.size(1), 1, x.size(2), x.size(3))
        .expand(x.size(0), x.size(1), times, x.size(2), x.size(3))
        .reshape(x.size(0), x.size(1) * times, x.size(2), x.size(3));
  }

  private Tensor masked(Tensor scores, long past) {
    Tensor masked = scores;
    long keys = scores.size(3);
    Tensor blocked = scores.tape().scalar(scores.type(), Double.NEGATIVE_INFINITY);
    if (call.has(MASK)) {
      Tensor mask = call.x(MASK);
      if (mask.size(-1) < keys) {
        throw new NoGradientException("Attention with a mask shorter than the keys");
      }
      masked = mask.type() == Type.BOOL ? mask.choose(masked, blocked) : masked.plus(mask);
    }
    if (call.integer("is_causal", 0) != 0) {
      Tensor rows = scores.tape().integers(Dims.range(past, past + scores.size(2)));
      masked = positions(scores).above(rows.reshape(scores.size(2), 1)).choose(blocked, masked);
    }
    if (call.has(LENGTHS)) {
      Tensor lengths = call.x(LENGTHS);
      masked =
          positions(scores)
              .below(lengths.reshape(lengths.count(), 1, 1, 1))
              .choose(masked, blocked);
    }
    return masked;
  }

  private static Tensor positions(Tensor scores) {
    return scores.tape().integers(Dims.of(1, scores.size(3)), Dims.range(0, scores.size(3)));
  }

  private Tensor capped(Tensor scores) {
    float cap = call.real("softcap", 0);
    return cap == 0 ? scores : scores.over(cap).tanh().times(cap);
  }
}
