package modellint.rules.library;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.TrainingDetails.Remark;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A setting by whose name nobody would expect what the library does with it. */
@RuleInfo(
    id = "ML730",
    severity = Severity.WARNING,
    summary = "A setting does not do what it says",
    docs =
        """
        ## What it does
        Finds ActivationType.SOFTMAX on fully connected layers of Deep Netts and in
        hiddenActivationFunction(..), setEarlyStopping(true) of a trainer that gets no validation
        set, setNesterovUpdate(true) of Encog's Backpropagation, setClipValue(..) of a Smile
        perceptron beside setClipNorm(..), and activation(..) of a BatchNormalization of DL4J, where
        no layer of the network applies that function. A note on fields with an initializer that a
        class of Lombok's @Builder reads from, where @Builder.Default is missing.

        ## Why it matters
        The layers keep the function that they had, a sigmoid where none is stated. The loss that
        early stopping watches is zero at all times, so that training ends after the fourth
        epoch, measured, whatever has been learnt. Encog asks for Nesterov's update only under a
        dropout of the trainer, where it climbs; without one the steps are the same to the last
        bit. A perceptron that clips by the norm never looks at the value. A batch normalisation of
        DL4J inherits the setter and applies no function, so two layers in series stay linear. An
        object that Lombok's builder makes has null in the field, and the definition throws.

        ## How to fix
        What the finding says; mostly to leave the setting out.

        ## References
        Deep Netts 1.13.2, AbstractLayer.setActivationType and BackpropagationTrainer.train; Encog
        3.4, Propagation.learn and Backpropagation.updateWeight; Smile 4.4.2,
        MultilayerPerceptron.clipGradient; DL4J 1.0.0-M2.1, BatchNormalization.activate; Lombok,
        <https://projectlombok.org/features/Builder>
        """)
public final class MisleadingSetting implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.graph().training().details().remarks().stream().flatMap(this::describe);
  }

  private Stream<Finding> describe(Remark it) {
    return switch (it.kind()) {
      case UNREAD_SETTING ->
          of(
              it,
              Severity.WARNING,
              "this setting has no effect: the library never reads it",
              new Measure("readers of the setting", new Estimate(0, Estimate.Basis.EXACT), 1));
      case UNWATCHED_STOP ->
          of(
              it,
              Severity.WARNING,
              "early stopping without a validation set ends training at once",
              new Measure(
                  "epochs trained",
                  new Estimate(it.value(), Estimate.Basis.EXACT),
                  it.value() + 1));
      case SKIPPED_INITIALIZER ->
          of(
              it,
              Severity.NOTE,
              "an object that Lombok's builder makes has null in this field",
              new Measure("builders that set it", new Estimate(0, Estimate.Basis.EXACT), 1));
      default -> Stream.empty();
    };
  }

  private Stream<Finding> of(Remark it, Severity severity, String message, Measure measure) {
    return Stream.of(
        Finding.of(this, severity, it.place(), message, List.of(measure), Fix.of(it.correction())));
  }
}
