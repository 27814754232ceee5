package modellint.rules.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.SequenceLength;
import modellint.analysis.learning.StepRule;
import modellint.analysis.learning.StepRule.Kind;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.OfLayer;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;
import modellint.rules.damage.Damage.Symptom;

/** No clipping where gradients can run away through time. */
@RuleInfo(
    id = "ML405",
    severity = Severity.WARNING,
    summary = "A gradient that can run away is trained without clipping",
    docs =
        """
        ## What it does
        Finds LSTM, GRU and simple recurrent layers in models that state an optimiser and no
        clipping, or a clipping of other layers only. A warning for simple recurrence over more
        steps than the limit; a note for gated cells, and where the length is open; shorter
        sequences are not reported. Also any model without clipping whose gradient is predicted to
        grow by more than the limit: a warning under plain descent, a note where the optimiser
        rescales the gradient. Models that state nothing about training are not reported, nor are
        those that state a clipping, or one that is chosen at run time.

        ## Why it matters
        Backpropagation through time multiplies one Jacobian for each step. The rare sequence on
        which the product runs away ruins the weights in one step; where the gradient grows
        through the layers, every step does.

        ## How to fix
        Clip by norm: `.gradientNormalization(GradientNormalization.ClipL2PerLayer)` in DL4J,
        whose threshold is 1; `.optClipGrad(1f)` on the optimiser in DJL, by value;
        `torch.nn.utils.clip_grad_norm_(parameters, 1)` in PyTorch.

        ## References
        Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural networks,
        <https://arxiv.org/abs/1211.5063>
        """)
public final class MissingClipping implements Rule {

  static final Setting STEPS =
      new Setting("missing-clipping.steps", 50, "Steps from which a sequence is long");
  static final Setting GROWTH =
      new Setting("missing-clipping.growth", 2, "Predicted growth in decades that needs clipping");

  private static final Advice CLIP =
      new Advice(
          "clip the gradient by its norm, at 1 or 5",
          Map.of(
              "onnx",
              "clip the gradient by its norm: torch.nn.utils.clip_grad_norm_(parameters, 1)",
              "dl4j",
              "add .gradientNormalization(GradientNormalization.ClipL2PerLayer)",
              "djl",
              "add .optClipGrad(1f) to the optimiser"));

  private static final Advice GROWING =
      new Advice(
          "mend the growth first, then clip the gradient by its norm",
          Map.of(
              "onnx",
              "mend the growth first, then clip: torch.nn.utils.clip_grad_norm_(parameters, 1)",
              "dl4j",
              "mend the growth first, then clip:"
                  + " .gradientNormalization(GradientNormalization.ClipL2PerLayer)",
              "djl",
              "mend the growth first, then add .optClipGrad(1f) to the optimiser"));

  @Override
  public List<Setting> settings() {
    return List.of(STEPS, GROWTH);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    Training training = subject.graph().training();
    if (training.optimizer().isEmpty()) {
      return Stream.empty();
    }
    Optional<Finding> throughTime =
        subject.layers().all().stream()
            .map(Layer::node)
            .filter(it -> it.isRecurrent() && !isClipped(it, training))
            .filter(
                it ->
                    SequenceLength.ofGradient(it, subject.graph(), subject.shapes())
                            .orElse(Long.MAX_VALUE)
                        > subject.setting(STEPS))
            .findFirst()
            .map(it -> describe(it, subject));
    return throughTime.or(() -> throughLayers(subject)).stream();
  }

  private Optional<Finding> throughLayers(Subject subject) {
    Training training = subject.graph().training();
    boolean clips =
        training.clipping().isPresent()
            || training.details().layers().stream().anyMatch(it -> it.clipping().isPresent());
    Optional<Kind> steps = training.optimizer().flatMap(StepRule::of).map(StepRule::kind);
    return Damage.explosion(subject)
        .filter(it -> !clips && it.symptom() == Symptom.EXPLODING_GRADIENT)
        .filter(it -> it.quantity() == it.symptom() && it.decades() > subject.setting(GROWTH))
        .flatMap(it -> steps.map(kind -> describe(it, kind, subject)));
  }

  private Finding describe(Damage growth, Kind steps, Subject subject) {
    return Finding.of(
        this,
        steps == Kind.GRADIENT ? Severity.WARNING : Severity.NOTE,
        Stated.place("optimizer", subject),
        "nothing bounds the gradient, which grows on its way back",
        List.of(
            new Measure(
                "gradient growth in decades",
                new Estimate(growth.decades(), Estimate.Basis.PREDICTED),
                subject.setting(GROWTH))),
        GROWING.to(subject));
  }

  /** By the settings of the layer itself where the model states them, which include the global. */
  private static boolean isClipped(Node cell, Training training) {
    Optional<OfLayer> own =
        training.details().layers().stream()
            .filter(
                it -> cell.name().equals(it.layer()) || cell.name().startsWith(it.layer() + "/"))
            .findFirst();
    return own.map(OfLayer::clipping).orElseGet(training::clipping).isPresent();
  }

  private Finding describe(Node cell, Subject subject) {
    double limit = subject.setting(STEPS);
    OptionalLong steps = SequenceLength.ofGradient(cell, subject.graph(), subject.shapes());
    boolean elsewhere =
        subject.graph().training().details().layers().stream()
            .anyMatch(it -> it.clipping().isPresent());
    boolean plain = cell.type().equals("RNN");
    Measure measure =
        steps.isPresent()
            ? new Measure(
                "steps of the sequence",
                new Estimate(steps.getAsLong(), Estimate.Basis.EXACT),
                limit)
            : new Measure("recurrent layers", new Estimate(1, Estimate.Basis.EXACT), 0);
    return Finding.of(
        this,
        plain && steps.isPresent() ? Severity.WARNING : Severity.NOTE,
        cell.place(),
        elsewhere
            ? "clipping is set on other layers, not on the one that goes through time"
            : "nothing bounds the gradient that comes back through time",
        List.of(measure),
        CLIP.to(subject));
  }
}
