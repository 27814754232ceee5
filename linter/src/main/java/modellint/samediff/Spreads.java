package modellint.samediff;

import java.util.List;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Variance, deviation and entropies along the dimensions given. */
final class Spreads {

  private Spreads() {}

  static Optional<String> draw(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    return switch (it.method()) {
      case "variance" -> Optional.of(variance(drawing, it, ""));
      case "std", "standardDeviation" ->
          Optional.of(drawing.blocks(it).op("Sqrt", "", variance(drawing, it, "Variance")));
      case "entropy" -> Optional.of(entropy(drawing, it, 1));
      case "shannonEntropy" -> Optional.of(entropy(drawing, it, StrictMath.log(2)));
      default -> Optional.empty();
    };
  }

  /** Of {@code (biasCorrected, keepDims, dimensions)}; corrected, by one less than the number. */
  private static String variance(Drawing drawing, Operation it, String suffix)
      throws Unreadable, Undetermined {
    Reductions.check(it);
    List<Boolean> truths =
        it.arguments().stream().flatMap(value -> value.truth().stream()).toList();
    boolean corrected = !truths.isEmpty() && truths.get(0);
    boolean keep = truths.size() > 1 && truths.get(1);
    String x = drawing.draw(it.operands().get(0));
    Blocks blocks = drawing.blocks(it);
    List<Long> axes = it.integers();
    String mean = Reductions.reduced(blocks, "ReduceMean", "Mean", x, axes, true);
    String centred = blocks.op("Sub", "Centred", x, mean);
    String square = blocks.op("Mul", "Square", centred, centred);
    if (!corrected) {
      return Reductions.reduced(blocks, "ReduceMean", suffix, square, axes, keep);
    }
    double many = many(drawing, x, axes);
    String biased = Reductions.reduced(blocks, "ReduceMean", "Biased", square, axes, keep);
    return blocks.op("Mul", suffix, biased, blocks.scalar("correction", many / (many - 1)));
  }

  private static double many(Drawing drawing, String x, List<Long> axes) throws Undetermined {
    Shape shape =
        drawing.shape(x).orElseThrow(() -> new Undetermined("how many a variance is taken over"));
    double many = 1;
    for (int i = 0; i < shape.rank(); i++) {
      if (axes.isEmpty() || axes.contains((long) i) || axes.contains((long) i - shape.rank())) {
        Dim dim = shape.dim(i);
        if (!dim.isKnown()) {
          throw new Undetermined("how many a variance is taken over");
        }
        many *= dim.size();
      }
    }
    return many;
  }

  /** Less the sum of p log p, in the unit given. */
  private static String entropy(Drawing drawing, Operation it, double unit)
      throws Unreadable, Undetermined {
    Reductions.check(it);
    String x = drawing.draw(it.operands().get(0));
    Blocks blocks = drawing.blocks(it);
    String product = blocks.op("Mul", "Products", x, blocks.op("Log", "Log", x));
    String sum =
        Reductions.reduced(
            blocks, "ReduceSum", "Sum", product, it.integers(), it.truth().orElse(false));
    return blocks.op("Mul", "", sum, blocks.scalar("unit", -1 / unit));
  }
}
