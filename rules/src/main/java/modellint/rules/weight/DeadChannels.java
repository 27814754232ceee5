package modellint.rules.weight;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.analysis.provenance.Provenance.Origin;
import modellint.graph.Estimate;
import modellint.graph.Moments;
import modellint.graph.Weights;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Some output channels of a layer have no weight but zero, others do. */
@RuleInfo(
    id = "ML204",
    severity = Severity.WARNING,
    summary = "Output channels of a layer are zero throughout",
    docs =
        """
        ## What it does
        Counts the output channels of each stored weight whose elements are all exactly zero. A
        layer of nothing but zeros is a matter of its own and is not counted; in trained weights,
        where channels may have been pruned, the finding is a note.

        ## Why it matters
        Such a channel gives the same number for every input. Behind a ReLU its gradient is zero as
        well and it never comes back: the layer is narrower than it looks and costs the same.

        ## How to fix
        Draw the channels anew, or remove them together with the weights that read them.

        ## References
        Lu et al. 2020, Dying ReLU and initialization, <https://arxiv.org/abs/1903.06733>
        """)
public final class DeadChannels implements Rule {

  static final Setting SHARE =
      new Setting("dead-channels.share", 0.1, "Share of dead channels that gives a warning");

  @Override
  public List<Setting> settings() {
    return List.of(SHARE);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    var seen = new HashSet<String>();
    return subject.layers().all().stream()
        .filter(it -> seen.add(it.weight().name()))
        .flatMap(it -> check(it, subject).stream());
  }

  private Optional<Finding> check(Layer layer, Subject subject) {
    List<Moments> channels = channels(layer);
    long dead = channels.stream().filter(it -> it.count() > 0 && it.largest() == 0).count();
    if (dead == 0 || dead == channels.size()) {
      return Optional.empty();
    }
    double limit = subject.setting(SHARE);
    double share = (double) dead / channels.size();
    boolean untrained = !isTrained(layer, subject);
    boolean harmful = untrained && share >= limit;
    return Optional.of(
        Finding.of(
            this,
            harmful ? Severity.WARNING : Severity.NOTE,
            layer.node().place(),
            "some output channels have no weight but zero",
            List.of(
                new Measure(
                    "share of dead channels",
                    new Estimate(share, Estimate.Basis.MEASURED),
                    harmful ? limit : 0)),
            Fix.of("draw the zero channels anew, or remove them")));
  }

  /** By the other layers: zero channels alone make weights unlike any initialiser's. */
  private static boolean isTrained(Layer layer, Subject subject) {
    return subject.layers().all().stream()
        .filter(it -> !it.weight().name().equals(layer.weight().name()))
        .anyMatch(it -> subject.provenance().origin(it.weight().name()) == Origin.TRAINED);
  }

  private static List<Moments> channels(Layer layer) {
    if (layer.weight().weights() instanceof Weights.Measured it) {
      return switch (layer.outputAxis()) {
        case 0 -> it.rows();
        case 1 -> it.columns();
        default -> List.of();
      };
    }
    return List.of();
  }
}
