package modellint.rules.weight;

import java.util.List;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.rule.Finding;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;
import modellint.rules.damage.Damage.Symptom;
import modellint.rules.damage.Limits;
import modellint.rules.damage.Remedy;
import modellint.rules.damage.Scheme;

/** The outputs start large although nothing grew before the last layer. */
@RuleInfo(
    id = "ML205",
    severity = Severity.ERROR,
    summary = "The last layer makes outputs that are large before the first step",
    docs =
        """
        ## What it does
        Predicts the size of the outputs for standardised inputs, and reports the last layer when
        they are large although the signal before it is not.

        ## Why it matters
        A softmax over logits of size ten is certain of a random class: the loss starts far above
        the logarithm of the number of classes, and the first steps only undo it. Trained weights
        are rightly certain and are not looked at.

        ## How to fix
        Draw the last layer's weights with variance 1 / fan-in, or smaller: in DL4J
        `.weightInit(WeightInit.LECUN_NORMAL)` on the output layer.

        ## References
        Karpathy 2019, A recipe for training neural networks,
        <https://karpathy.github.io/2019/04/25/recipe/>
        """)
public final class HotOutput implements Rule {

  @Override
  public List<Setting> settings() {
    return Limits.EXPLOSION.settings();
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return Damage.explosion(subject).stream()
        .filter(it -> it.symptom() == Symptom.HOT_OUTPUT)
        .flatMap(it -> last(subject).map(layer -> describe(it, layer, subject)));
  }

  private static Stream<Layer> last(Subject subject) {
    return subject.layers().all().stream().reduce((before, layer) -> layer).stream();
  }

  private Finding describe(Damage damage, Layer last, Subject subject) {
    return Finding.of(
        this,
        damage.severity(),
        last.node().place(),
        "the outputs are large before the first step",
        List.of(damage.measure()),
        Remedy.redraw(subject, List.of(last), Scheme.LECUN)
            .fix("draw the weights of this layer from " + Scheme.LECUN.advice()));
  }
}
