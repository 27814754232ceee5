package modellint.verify.gradient.rules;

import java.util.List;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;

/**
 * Rotary position embedding: pairs of features turned by an angle that grows with the position (Su
 * et al. 2021, <https://arxiv.org/abs/2104.09864>).
 */
public final class Rotations {

  public static final List<Rule> RULES =
      List.of(Rule.written("RotaryEmbedding", Rotations::rotated));

  private Rotations() {}

  private static Tensor rotated(Call call) {
    Tensor x = call.x(0);
    boolean flat = x.rank() == 3;
    long heads = call.integer("num_heads", 0);
    // batch, position, head, feature
    Tensor in =
        flat ? x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads) : x.transpose(0, 2, 1, 3);
    long features = in.size(3);
    long stated = call.integer("rotary_embedding_dim", 0);
    long turned = stated == 0 ? features : stated;
    Tensor cos = angles(call, 1, turned / 2);
    Tensor sin = angles(call, 2, turned / 2);
    boolean interleaved = call.integer("interleaved", 0) != 0;
    Tensor head = in.slice(3, 0, turned);
    Tensor real = half(head, interleaved, 0);
    Tensor imaginary = half(head, interleaved, 1);
    Tensor newReal = cos.times(real).minus(sin.times(imaginary));
    Tensor newImaginary = sin.times(real).plus(cos.times(imaginary));
    Tensor joined = joined(newReal, newImaginary, interleaved);
    Tensor all =
        turned == features
            ? joined
            : Tensor.concat(3, List.of(joined, in.slice(3, turned, features)));
    return flat ? all.reshape(x.shape()) : all.transpose(0, 2, 1, 3);
  }

  /** One angle a batch, position and pair; by position where positions are given. */
  private static Tensor angles(Call call, int input, long pairs) {
    Tensor table = call.x(input);
    Tensor picked = call.has(3) ? table.gather(0, call.x(3)) : table;
    return picked.slice(2, 0, pairs).reshape(picked.size(0), picked.size(1), 1, pairs);
  }

  private static Tensor half(Tensor x, boolean interleaved, int which) {
    long size = x.size(3);
    return interleaved
        ? x.slice(Dims.of(3), Dims.of(which), Dims.of(size), Dims.of(2))
        : x.slice(3, which * size / 2, (which + 1) * size / 2);
  }

  private static Tensor joined(Tensor real, Tensor imaginary, boolean interleaved) {
    if (!interleaved) {
      return Tensor.concat(3, List.of(real, imaginary));
    }
    long[] apart = Dims.concat(real.shape(), Dims.of(1));
    long[] whole = Dims.with(real.shape(), 3, 2 * real.size(3));
    return Tensor.concat(4, List.of(real.reshape(apart), imaginary.reshape(apart))).reshape(whole);
  }
}
