package modellint.rules.structure;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Two full-width layers with nothing between them, which together are one. */
@RuleInfo(
    id = "ML303",
    severity = Severity.NOTE,
    summary = "Two layers in series have no non-linearity between them",
    docs =
        """
        ## What it does
        Finds two dense or convolutional layers in series with nothing but changes of shape and
        batch normalisation between them. A narrow middle (low-rank factorisation, an inverted
        bottleneck), depthwise next to pointwise convolution, embeddings, projections inside an
        attention, and layers whose output has other uses are not reported.

        ## Why it matters
        The product of two linear maps is one linear map: the second layer adds parameters and
        cost, and no function that the first could not have learned. It does no harm to training.

        ## How to fix
        Put an activation between them, or merge them.

        ## References
        Nikanjam et al. 2021, NeuraLint, <https://arxiv.org/abs/2105.08095>
        """)
public final class MissingNonLinearity implements Rule {

  private static final Set<String> LINEAR = Set.of("Gemm", "MatMul", "Conv", "ConvTranspose");
  private static final Set<String> PASSING =
      Set.of(
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Identity",
          "Cast",
          "Dropout",
          "BatchNormalization");

  /** Longest way from one layer to the next. */
  private static final int WAY = 16;

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.layers().all().stream()
        .filter(it -> LINEAR.contains(it.node().type()) && it.activation().isEmpty())
        .flatMap(
            it ->
                next(it, subject)
                    .filter(then -> isMerely(it, then))
                    .map(then -> describe(it))
                    .stream());
  }

  /** The layer that alone takes up {@code layer}'s output, unchanged but for linear steps. */
  private static Optional<Layer> next(Layer layer, Subject subject) {
    Set<String> outputs = outputs(subject);
    String value = layer.node().output();
    for (int step = 0; step < WAY && !outputs.contains(value); step++) {
      Optional<Node> reader = subject.wiring().reader(value);
      if (reader.isEmpty()) {
        return Optional.empty();
      }
      Optional<Layer> found = subject.layers().of(reader.get());
      if (found.isPresent()) {
        return found.filter(it -> LINEAR.contains(it.node().type()));
      }
      if (!PASSING.contains(reader.get().type()) && !isBias(reader.get(), layer)) {
        return Optional.empty();
      }
      value = reader.get().output();
    }
    return Optional.empty();
  }

  private static boolean isBias(Node node, Layer layer) {
    return node.is("Add")
        && layer.bias().filter(it -> node.inputs().contains(it.name())).isPresent();
  }

  private static Set<String> outputs(Subject subject) {
    return Set.copyOf(subject.graph().outputs().stream().map(it -> it.name()).distinct().toList());
  }

  /** True where the pair is no factorisation: neither narrow in the middle nor apart by channel. */
  private static boolean isMerely(Layer first, Layer second) {
    boolean grouped = first.node().integer("group", 1) > 1 || second.node().integer("group", 1) > 1;
    boolean known = first.fanIn() > 0 && second.fanIn() > 0;
    boolean narrow = first.units() < first.fanIn() && first.units() < second.units();
    return known && !grouped && !narrow;
  }

  private Finding describe(Layer first) {
    return Finding.of(
        this,
        Severity.NOTE,
        first.node().place(),
        "nothing but linear steps lie between this layer and the next",
        List.of(new Measure("linear layers in series", new Estimate(2, Estimate.Basis.EXACT), 1)),
        Fix.of("put an activation after this layer, or merge the two"));
  }
}
