package modellint.verify.gradient.rules;

import java.util.List;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;

/** Matrix products. */
public final class Products {

  public static final List<Rule> RULES =
      List.of(
          Rule.of("MatMul", Products::matmul),
          Rule.of("Gemm", Products::gemm),
          Rule.of("Einsum", EinsteinSum::pull));

  private Products() {}

  private static void matmul(Pullback p) {
    Tensor a = p.x().rank() == 1 ? p.x().reshape(1, p.x().size(0)) : p.x();
    Tensor b = p.x(1).rank() == 1 ? p.x(1).reshape(p.x(1).size(0), 1) : p.x(1);
    long[] batch =
        Dims.broadcast(
            java.util.Arrays.copyOf(a.shape(), a.rank() - 2),
            java.util.Arrays.copyOf(b.shape(), b.rank() - 2));
    Tensor g = p.g().reshape(Dims.concat(batch, Dims.of(a.size(-2), b.size(-1))));
    p.give(0, () -> g.matmul(b.turned()).unbroadcast(a.shape()).reshape(p.x().shape()));
    p.give(1, () -> weight(a, g, b).reshape(p.x(1).shape()));
  }

  /** For a weight of two dimensions all rows of the batch go into one product. */
  private static Tensor weight(Tensor a, Tensor g, Tensor b) {
    if (b.rank() == 2 && a.rank() > 2) {
      Tensor rows = a.reshape(a.count() / a.size(-1), a.size(-1));
      return rows.turned().matmul(g.reshape(g.count() / g.size(-1), g.size(-1)));
    }
    return a.turned().matmul(g).unbroadcast(b.shape());
  }

  private static void gemm(Pullback p) {
    boolean turnA = p.call().integer("transA", 0) != 0;
    boolean turnB = p.call().integer("transB", 0) != 0;
    Tensor g = p.g().times(p.call().real("alpha", 1));
    Tensor a = turnA ? p.x().turned() : p.x();
    Tensor b = turnB ? p.x(1).turned() : p.x(1);
    p.give(0, () -> turnA ? b.matmul(g.turned()) : g.matmul(b.turned()));
    p.give(1, () -> turnB ? g.turned().matmul(a) : a.turned().matmul(g));
    p.giveSummed(2, () -> p.g().times(p.call().real("beta", 1)));
  }
}
