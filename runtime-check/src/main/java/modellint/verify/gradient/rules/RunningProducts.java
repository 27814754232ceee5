package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;

/** Products of many factors: running ones along an axis, and determinants. */
public final class RunningProducts {

  /** Longer products are left to other means: every step is a node. */
  private static final long MOST_STEPS = 512;

  private static final long LARGEST_MATRIX = 4;

  public static final List<Rule> RULES =
      List.of(
          Rule.written("CumProd", RunningProducts::running),
          Rule.written("Det", RunningProducts::determinant));

  private RunningProducts() {}

  private static Tensor running(Call call) {
    Tensor x = call.x(0);
    long stated = call.x(1).integers()[0];
    int axis = (int) (stated < 0 ? stated + x.rank() : stated);
    long size = x.size(axis);
    if (size > MOST_STEPS) {
      throw new NoGradientException("CumProd over " + size + " elements");
    }
    boolean back = call.integer("reverse", 0) != 0;
    boolean exclusive = call.integer("exclusive", 0) != 0;
    Tensor product = x.tape().filled(x.type(), Dims.with(x.shape(), axis, 1), 1);
    var steps = new ArrayList<Tensor>();
    for (long i = 0; i < size; i++) {
      long at = back ? size - 1 - i : i;
      Tensor next = product.times(x.slice(axis, at, at + 1));
      steps.add(exclusive ? product : next);
      product = next;
    }
    if (back) {
      Collections.reverse(steps);
    }
    return Tensor.concat(axis, steps);
  }

  private static Tensor determinant(Call call) {
    Tensor x = call.x(0);
    int size = (int) x.size(-1);
    if (size > LARGEST_MATRIX) {
      throw new NoGradientException("Det of " + size + " rows");
    }
    return minor(x, 0, IntStream.range(0, size).boxed().toList()).reshape(call.y(0).shape());
  }

  /** Laplace's expansion along {@code row}, the columns that are left being {@code columns}. */
  private static Tensor minor(Tensor x, int row, List<Integer> columns) {
    int rank = x.rank();
    Tensor line = x.slice(rank - 2, row, row + 1);
    var terms = new ArrayList<Tensor>();
    for (int i = 0; i < columns.size(); i++) {
      int column = columns.get(i);
      Tensor element = line.slice(rank - 1, column, column + 1);
      if (columns.size() > 1) {
        List<Integer> others = columns.stream().filter(it -> it != column).toList();
        element = element.times(minor(x, row + 1, others));
      }
      terms.add(i % 2 == 0 ? element : element.neg());
    }
    return terms.stream().reduce(Tensor::plus).orElseThrow();
  }
}
