package modellint.analysis.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.analysis.pattern.Sketch.Affine;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/**
 * LayerNorm (Ba et al. 2016) and RMSNorm (Zhang and Sennrich 2019) written out, found from the
 * square root in their middle. Both the form (x - m) / s and the form x r + (b - m r) are known.
 */
final class WrittenNorm {

  private final Wiring wiring;

  WrittenNorm(Wiring wiring) {
    this.wiring = wiring;
  }

  Optional<Pattern> at(Node root) {
    boolean inverse = root.is("Pow") && wiring.isScalar(root.inputs().get(1), -0.5, 0);
    boolean plain =
        root.is("Sqrt") || (root.is("Pow") && wiring.isScalar(root.inputs().get(1), 0.5, 0));
    return inverse || plain ? new Search(root).pattern(inverse) : Optional.empty();
  }

  /** One attempt, from one square root. */
  private final class Search {

    private final Sketch sketch;
    private final Node root;
    private String input = "";

    /** The mean, where one is subtracted. */
    private Optional<String> mean = Optional.empty();

    Search(Node root) {
      this.root = root;
      this.sketch = new Sketch(wiring, root);
    }

    Optional<Pattern> pattern(boolean inverse) {
      String variance = sketch.behindCasts(root.inputs().get(0));
      double epsilon = 0;
      Optional<Node> sum = wiring.producer(variance, "Add");
      if (sum.isPresent()) {
        int side = wiring.scalar(sum.get().inputs().get(1)).isPresent() ? 1 : 0;
        var number = wiring.scalar(sum.get().inputs().get(side));
        if (number.isEmpty()) {
          return Optional.empty();
        }
        epsilon = number.getAsDouble();
        variance = sum.get().inputs().get(1 - side);
        sketch.add(sum.get());
      }
      Optional<Node> average = sketch.back(variance, "ReduceMean");
      if (average.isEmpty()) {
        return Optional.empty();
      }
      List<Long> axes = sketch.axes(average.get()).orElse(List.of());
      Optional<String> deviation = sketch.root(average.get().inputs().get(0));
      if (deviation.isEmpty() || axes.isEmpty() || axes.contains(0L)) {
        return Optional.empty();
      }
      locate(deviation.get());
      Optional<Affine> end = quotient(inverse);
      Pattern.Kind kind = mean.isPresent() ? Pattern.Kind.LAYER_NORM : Pattern.Kind.RMS_NORM;
      double eps = epsilon;
      return end.flatMap(it -> sketch.closed(kind, input, List.of(), it.output(), it, eps, axes));
    }

    /** Tells x - mean(x) from x. */
    private void locate(String deviation) {
      input = sketch.behindCasts(deviation);
      Optional<Node> difference = wiring.producer(input, "Sub");
      if (difference.isEmpty()) {
        return;
      }
      String centre = difference.get().inputs().get(1);
      Optional<Node> average = wiring.producer(centre, "ReduceMean");
      String data = difference.get().inputs().get(0);
      if (average.isPresent() && average.get().inputs().get(0).equals(data)) {
        sketch.add(difference.get());
        sketch.add(average.get());
        mean = Optional.of(centre);
        input = data;
      }
    }

    /** From the standard deviation, or its inverse, to the normalised value and its affine map. */
    private Optional<Affine> quotient(boolean inverse) {
      String deviation = root.output();
      if (!inverse) {
        Optional<Node> reader = wiring.reader(deviation);
        if (reader.isEmpty()) {
          return Optional.empty();
        }
        Node next = reader.get();
        sketch.add(next);
        if (next.is("Div") && isCentred(next.inputs().get(0))) {
          return Optional.of(sketch.affine(next.output()));
        }
        boolean reciprocal =
            next.is("Reciprocal")
                || (next.is("Div") && wiring.isScalar(next.inputs().get(0), 1, 0));
        if (!reciprocal) {
          return Optional.empty();
        }
        deviation = next.output();
      }
      return product(deviation, Optional.empty());
    }

    private Optional<Affine> product(String factor, Optional<String> scale) {
      List<Node> readers = wiring.readers(factor);
      if (readers.size() == 2) {
        return spread(factor, readers, scale);
      }
      Optional<Node> next = sketch.forth(factor, "Mul");
      if (next.isEmpty()) {
        return Optional.empty();
      }
      String other = Sketch.other(next.get(), factor);
      if (isCentred(other)) {
        Affine rest = sketch.affine(next.get().output());
        return Optional.of(
            new Affine(scale.isPresent() ? scale : rest.scale(), rest.bias(), rest.output()));
      }
      return scale.isEmpty() && wiring.isFixed(other)
          ? product(next.get().output(), Optional.of(other))
          : Optional.empty();
    }

    /** x r + (bias - mean r), the form of a fused batch normalisation; r may hold the scale. */
    private Optional<Affine> spread(String factor, List<Node> readers, Optional<String> scale) {
      List<String> products = new ArrayList<>();
      for (String operand : List.of(input, mean.orElse(""))) {
        readers.stream()
            .filter(it -> it.is("Mul") && Sketch.other(it, factor).equals(operand))
            .forEach(it -> products.add(sketch.add(it)));
      }
      if (products.size() != 2) {
        return Optional.empty();
      }
      Optional<Node> shift = sketch.forth(products.get(1), "Sub");
      if (shift.isEmpty()) {
        return Optional.empty();
      }
      if (shift.get().inputs().get(0).equals(products.get(0))) {
        return Optional.of(new Affine(scale, Optional.empty(), shift.get().output()));
      }
      String bias = shift.get().inputs().get(0);
      return sketch
          .forth(shift.get().output(), "Add")
          .filter(sum -> sum.inputs().contains(products.get(0)) && wiring.isFixed(bias))
          .map(sum -> new Affine(scale, Optional.of(bias), sum.output()));
    }

    /** True for the value that is normalised: x - mean where there is a mean, else x. */
    private boolean isCentred(String value) {
      String behind = sketch.behindCasts(value);
      if (mean.isEmpty()) {
        return behind.equals(input);
      }
      // Some exporters subtract twice, once for the variance and once for the result.
      Optional<Node> difference =
          wiring
              .producer(behind, "Sub")
              .filter(it -> it.inputs().equals(List.of(input, mean.get())));
      difference.ifPresent(sketch::add);
      return difference.isPresent();
    }
  }
}
