package modellint.rules;

import java.util.List;
import java.util.Set;
import modellint.rule.Rule;
import modellint.rules.signal.ExplodingGradient;
import modellint.rules.signal.ExplodingSignal;
import modellint.rules.signal.VanishingGradient;
import modellint.rules.signal.VanishingSignal;
import modellint.rules.structure.BatchNormChain;
import modellint.rules.structure.DeepPlainRun;
import modellint.rules.structure.EpsilonDominatedBatchNorm;
import modellint.rules.structure.MissingNonLinearity;
import modellint.rules.structure.SaturatingActivations;
import modellint.rules.structure.UnboundedActivations;
import modellint.rules.weight.DeadChannels;
import modellint.rules.weight.HotOutput;
import modellint.rules.weight.MismatchedVariance;
import modellint.rules.weight.NonFiniteWeights;
import modellint.rules.weight.SymmetricWeights;

/** Every rule, by id. */
public final class Rules {

  public static final List<Rule> ALL =
      List.of(
          new ExplodingSignal(),
          new VanishingSignal(),
          new ExplodingGradient(),
          new VanishingGradient(),
          new MismatchedVariance(),
          new SymmetricWeights(),
          new NonFiniteWeights(),
          new DeadChannels(),
          new HotOutput(),
          new UnboundedActivations(),
          new SaturatingActivations(),
          new MissingNonLinearity(),
          new DeepPlainRun(),
          new BatchNormChain(),
          new EpsilonDominatedBatchNorm());

  /** Ids of rules that are no more; none is ever given to another rule. */
  public static final Set<String> RETIRED = Set.of();

  private Rules() {}
}
