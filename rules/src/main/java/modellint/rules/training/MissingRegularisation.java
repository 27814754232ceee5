package modellint.rules.training;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.graph.Dim;
import modellint.graph.Estimate;
import modellint.graph.Parameter;
import modellint.graph.Training;
import modellint.graph.TrainingData;
import modellint.graph.TrainingDetails.OfLayer;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Nothing but the data holds the weights back, and there are few data. */
@RuleInfo(
    id = "ML417",
    severity = Severity.NOTE,
    summary = "Many parameters are fitted to few examples without any regularisation",
    docs =
        """
        ## What it does
        Divides the parameters by the examples that the source states, and gives a note above the
        limit where the model has no penalty, weight decay, dropout, normalisation, constraint or
        early stop, and passes over the examples more than once. Where the number of examples, of
        parameters or of passes is not in the source, nothing is said.

        ## Why it matters
        A network with more parameters than examples can learn every example by heart, noise
        included. Many do not: plain descent prefers simple solutions, and large networks without
        any regularisation often generalise well. The more parameters there are for each example,
        the less the data alone decide, and the first thing to try when the training error falls and
        the other does not is missing here.

        ## How to fix
        `.l2(1e-4)`, `.l1(1e-5)` or `.weightDecay(1e-4)` on the builder, `.dropOut(0.5)` on the wide
        layers, fewer or narrower layers, or an EarlyStoppingTrainer.

        ## References
        Zhang et al. 2017, Understanding deep learning requires rethinking generalization,
        <https://arxiv.org/abs/1611.03530>;
        Srivastava et al. 2014, Dropout, <https://jmlr.org/papers/v15/srivastava14a.html>
        """)
public final class MissingRegularisation implements Rule {

  /**
   * A convention, not measured: a thousand times the one parameter for ten examples that Baum and
   * Haussler 1989 (<https://doi.org/10.1162/neco.1989.1.1.151>) need for a tenth of errors, because
   * networks far above that bound often generalise well.
   */
  static final Setting LIMIT =
      new Setting(
          "missing-regularisation.parameters", 100, "Parameters for each example that give a note");

  private static final Set<String> RESTRAINTS =
      Set.of(
          "Dropout",
          "BatchNormalization",
          "InstanceNormalization",
          "GroupNormalization",
          "LayerNormalization",
          "LpNormalization",
          "RandomNormalLike",
          "RandomUniformLike");

  @Override
  public List<Setting> settings() {
    return List.of(LIMIT);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .data()
        .filter(it -> it.epochs() > 1 && !it.restrained() && !isRestrained(subject))
        .flatMap(it -> describe(it, subject))
        .stream();
  }

  private static boolean isRestrained(Subject subject) {
    Training training = subject.graph().training();
    boolean penalised =
        Stream.of(training.l1(), training.l2(), training.weightDecay())
            .anyMatch(MissingRegularisation::restrains);
    return penalised
        || training.details().layers().stream().anyMatch(MissingRegularisation::isRestrained)
        || subject.graph().nodes().stream().anyMatch(it -> RESTRAINTS.contains(it.type()));
  }

  private static boolean isRestrained(OfLayer layer) {
    return layer.retain().isPresent()
        || Stream.of(layer.l1(), layer.l2(), layer.weightDecay())
            .anyMatch(MissingRegularisation::restrains);
  }

  /** A penalty that only a run knows, NaN, is one. */
  private static boolean restrains(Optional<Double> penalty) {
    return penalty.filter(it -> !(it <= 0)).isPresent();
  }

  private Optional<Finding> describe(TrainingData data, Subject subject) {
    OptionalDouble parameters = parameters(subject);
    double each = parameters.orElse(Double.NaN) / data.examples().orElse(0L);
    if (!(each > subject.setting(LIMIT)) || data.examples().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
            this,
            Severity.NOTE,
            data.place(),
            "nothing keeps this many parameters from learning so few examples by heart",
            List.of(
                new Measure(
                    "parameters for each example",
                    new Estimate(each, Estimate.Basis.EXACT),
                    subject.setting(LIMIT))),
            Fix.of("add .l2(1e-4) to the builder, or .dropOut(0.5) to the wide layers")));
  }

  /** Empty where the size of one is not known. */
  private static OptionalDouble parameters(Subject subject) {
    var all = new LinkedHashSet<Parameter>();
    subject.layers().all().stream().map(Layer::parameters).forEach(all::addAll);
    double sum = 0;
    for (Parameter it : all) {
      Dim elements = it.shape().elements();
      if (!elements.isKnown()) {
        return OptionalDouble.empty();
      }
      sum += elements.size();
    }
    return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum);
  }
}
