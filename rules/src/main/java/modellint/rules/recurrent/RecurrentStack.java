package modellint.rules.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.signal.LayerFlow;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;
import modellint.rules.damage.Limits;
import modellint.rules.signal.VanishingGradient;
import modellint.rules.signal.VanishingSignal;
import modellint.rules.structure.DeepPlainRun;

/** Recurrent layers on top of each other, each of which lets a fraction of the gradient through. */
@RuleInfo(
    id = "ML607",
    severity = Severity.ERROR,
    summary = "A stack of recurrent layers without skips loses the gradient",
    explains = {VanishingGradient.class, VanishingSignal.class, DeepPlainRun.class},
    docs =
        """
        ## What it does
        Finds networks whose predicted gradient falls below its limits and loses most of it in a run
        of recurrent layers with neither skips nor normalisation. There is no limit on the number of
        layers as such: what counts is what they lose together.

        ## Why it matters
        Half-open gates and the slope of tanh let about a fifth of the gradient through an LSTM as
        PyTorch draws it, two fifths with a forget bias of one, on the way down to the layer below.
        Stacks of 1, 3, 4, 6 and 8 layers of 32 units, which lose 0, 1.5, 2.1, 3.2 and 4.3 decades,
        came to losses of 0.14, 0.18, 0.19, 0.30 and 0.47 in the same 400 steps of Adam, the mean of
        four draws at the better of two rates; in 300 steps of plain descent the one came to 0.19 and
        the eight to 1.29, where guessing gives 1.39. What the layers see of one another is
        alike from step to step, which makes up for part of the decay; the interval reaches as far
        as that can.

        ## How to fix
        Two layers, rarely three; or add the input of each layer to its output; or a layer
        normalisation after each.

        ## References
        Wu et al. 2016, Google's neural machine translation system, section 3.1,
        <https://arxiv.org/abs/1609.08144>;
        Ba, Kiros and Hinton 2016, Layer normalization, <https://arxiv.org/abs/1607.06450>
        """)
public final class RecurrentStack implements Rule {

  static final Setting LAYERS =
      new Setting("recurrent-stack.layers", 3, "Recurrent layers in a row that make a stack");

  /** Of the whole decay. */
  private static final double MOST = 0.5;

  @Override
  public List<Setting> settings() {
    var all = new ArrayList<Setting>(Limits.VANISHING.settings());
    all.add(LAYERS);
    return all;
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    boolean plain =
        subject.signal().scores().filter(it -> !it.normalised() && !it.skips()).isPresent();
    Optional<Damage> damage = Damage.vanishing(subject);
    if (!plain || damage.isEmpty()) {
      return Stream.empty();
    }
    List<LayerFlow> stack = longestRun(subject.signal().layers());
    return stack.size() >= subject.setting(LAYERS) && lost(stack) >= MOST * damage.get().decades()
        ? Stream.of(describe(stack, damage.get(), subject))
        : Stream.empty();
  }

  private static double lost(List<LayerFlow> stack) {
    return stack.get(stack.size() - 1).gradientLog10() - stack.get(0).gradientLog10();
  }

  private static List<LayerFlow> longestRun(List<LayerFlow> layers) {
    List<LayerFlow> longest = List.of();
    var run = new ArrayList<LayerFlow>();
    for (LayerFlow flow : layers) {
      if (flow.layer().recurrent().isEmpty()) {
        run.clear();
      } else {
        run.add(flow);
        longest = run.size() > longest.size() ? List.copyOf(run) : longest;
      }
    }
    return longest;
  }

  private Finding describe(List<LayerFlow> stack, Damage damage, Subject subject) {
    return Finding.of(
        this,
        damage.severity(),
        stack.get(0).layer().node().place(),
        "too many recurrent layers stand on one another without a skip",
        List.of(
            damage.measure(),
            new Measure(
                "recurrent layers in a row",
                new Estimate(stack.size(), Estimate.Basis.EXACT),
                subject.setting(LAYERS))),
        Fix.of("use fewer layers, or add the input of each to its output"));
  }
}
