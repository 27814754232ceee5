package modellint.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.rule.Rule;
import modellint.rules.library.AscendingLoss;
import modellint.rules.library.AscendingUpdate;
import modellint.rules.library.ConstantLoss;
import modellint.rules.library.DecayForRate;
import modellint.rules.library.DroppedConstraint;
import modellint.rules.library.EpsilonForRate;
import modellint.rules.library.FrozenBias;
import modellint.rules.library.LostSchedule;
import modellint.rules.library.MisleadingSetting;
import modellint.rules.library.MisnamedInitializer;
import modellint.rules.library.MisplacedMoments;
import modellint.rules.library.MomentumForRate;
import modellint.rules.library.OverriddenActivation;
import modellint.rules.library.RecklessDefault;
import modellint.rules.library.RefusedConfiguration;
import modellint.rules.library.SigmoidCell;
import modellint.rules.library.StraySigmoid;
import modellint.rules.library.SwappedStride;
import modellint.rules.library.TimeNormalisation;
import modellint.rules.library.UnreadMomentum;
import modellint.rules.library.UnreadRegulariser;
import modellint.rules.library.UnremovedPenalty;
import modellint.rules.library.UnstatedKernel;
import modellint.rules.library.UntrainedLayer;
import modellint.rules.library.VarianceAsDeviation;
import modellint.rules.library.ZeroVariables;
import modellint.rules.loss.ConfinedRegression;
import modellint.rules.loss.ContradictedLoss;
import modellint.rules.loss.DoubleSoftmax;
import modellint.rules.loss.HiddenSoftmax;
import modellint.rules.loss.MismatchedLabels;
import modellint.rules.loss.SingleUnitSoftmax;
import modellint.rules.loss.SquaredProbabilities;
import modellint.rules.numeric.Cancellation;
import modellint.rules.numeric.DivisionByZero;
import modellint.rules.numeric.InfiniteDerivative;
import modellint.rules.numeric.MaskedNan;
import modellint.rules.numeric.OutsideDomain;
import modellint.rules.numeric.Overflow;
import modellint.rules.numeric.UnfusedLogProbability;
import modellint.rules.numeric.UnshiftedSoftmax;
import modellint.rules.numeric.VanishingEpsilon;
import modellint.rules.recurrent.ExplodingRecurrence;
import modellint.rules.recurrent.ForgetfulCell;
import modellint.rules.recurrent.ForgottenStart;
import modellint.rules.recurrent.RectifiedCell;
import modellint.rules.recurrent.RecurrentStack;
import modellint.rules.recurrent.SaturatedAttention;
import modellint.rules.recurrent.SummedSteps;
import modellint.rules.run.StaleBaselineEntry;
import modellint.rules.run.UnusedSuppression;
import modellint.rules.signal.ExplodingGradient;
import modellint.rules.signal.ExplodingSignal;
import modellint.rules.signal.VanishingGradient;
import modellint.rules.signal.VanishingSignal;
import modellint.rules.structure.BatchNormChain;
import modellint.rules.structure.CutGradient;
import modellint.rules.structure.DeepPlainRun;
import modellint.rules.structure.EpsilonDominatedBatchNorm;
import modellint.rules.structure.MissingNonLinearity;
import modellint.rules.structure.OversizedWindow;
import modellint.rules.structure.SaturatingActivations;
import modellint.rules.structure.UnboundedActivations;
import modellint.rules.training.ChokingThreshold;
import modellint.rules.training.ConstantClipping;
import modellint.rules.training.CoupledDecay;
import modellint.rules.training.DoubleDecay;
import modellint.rules.training.DyingSchedule;
import modellint.rules.training.ExcessiveDecay;
import modellint.rules.training.ExcessiveDropout;
import modellint.rules.training.ExcessiveLearningRate;
import modellint.rules.training.GrowingSchedule;
import modellint.rules.training.IdleClipping;
import modellint.rules.training.MisplacedDropout;
import modellint.rules.training.MissingClipping;
import modellint.rules.training.MissingRegularisation;
import modellint.rules.training.NegligibleLearningRate;
import modellint.rules.training.RenormalizedStep;
import modellint.rules.training.StarvedBatchNorm;
import modellint.rules.training.SummedGradient;
import modellint.rules.training.UnreachedThreshold;
import modellint.rules.training.ZeroEpsilon;
import modellint.rules.weight.DeadChannels;
import modellint.rules.weight.HotOutput;
import modellint.rules.weight.MismatchedVariance;
import modellint.rules.weight.NonFiniteWeights;
import modellint.rules.weight.SymmetricWeights;

/** The rules, by id. */
public final class Rules {

  /** Those on the run itself: no subject makes them speak, the engine does. */
  public static final List<Rule> ON_RUNS =
      List.of(new UnusedSuppression(), new StaleBaselineEntry());

  /** Those on models: each is asked about every one. */
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
          new EpsilonDominatedBatchNorm(),
          new SingleUnitSoftmax(),
          new DoubleSoftmax(),
          new ContradictedLoss(),
          new SquaredProbabilities(),
          new ConfinedRegression(),
          new MismatchedLabels(),
          new HiddenSoftmax(),
          new CutGradient(),
          new OversizedWindow(),
          new ExcessiveLearningRate(),
          new NegligibleLearningRate(),
          new GrowingSchedule(),
          new DyingSchedule(),
          new MissingClipping(),
          new IdleClipping(),
          new ExcessiveDropout(),
          new ExcessiveDecay(),
          new RenormalizedStep(),
          new ChokingThreshold(),
          new CoupledDecay(),
          new DoubleDecay(),
          new MisplacedDropout(),
          new SummedGradient(),
          new UnreachedThreshold(),
          new ConstantClipping(),
          new MissingRegularisation(),
          new ZeroEpsilon(),
          new StarvedBatchNorm(),
          new OutsideDomain(),
          new DivisionByZero(),
          new Overflow(),
          new UnshiftedSoftmax(),
          new UnfusedLogProbability(),
          new InfiniteDerivative(),
          new MaskedNan(),
          new Cancellation(),
          new VanishingEpsilon(),
          new ExplodingRecurrence(),
          new ForgottenStart(),
          new ForgetfulCell(),
          new RectifiedCell(),
          new SummedSteps(),
          new SaturatedAttention(),
          new RecurrentStack(),
          new MomentumForRate(),
          new RecklessDefault(),
          new DecayForRate(),
          new StraySigmoid(),
          new SigmoidCell(),
          new MisnamedInitializer(),
          new UnremovedPenalty(),
          new VarianceAsDeviation(),
          new TimeNormalisation(),
          new RefusedConfiguration(),
          new EpsilonForRate(),
          new MisplacedMoments(),
          new ZeroVariables(),
          new DroppedConstraint(),
          new UnstatedKernel(),
          new AscendingLoss(),
          new UnreadMomentum(),
          new UntrainedLayer(),
          new SwappedStride(),
          new OverriddenActivation(),
          new FrozenBias(),
          new UnreadRegulariser(),
          new AscendingUpdate(),
          new LostSchedule(),
          new ConstantLoss(),
          new MisleadingSetting());

  /** Every rule that can be named. */
  public static final List<Rule> KNOWN = Stream.concat(ON_RUNS.stream(), ALL.stream()).toList();

  /** Ids of rules that are no more; none is ever given to another rule. */
  public static final Set<String> RETIRED = Set.of();

  private Rules() {}
}
