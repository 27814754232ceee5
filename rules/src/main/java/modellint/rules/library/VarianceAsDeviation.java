package modellint.rules.library;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.graph.Estimate;
import modellint.graph.Init;
import modellint.graph.Weights;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;
import modellint.rules.damage.Remedy;
import modellint.rules.signal.VanishingGradient;
import modellint.rules.signal.VanishingSignal;
import modellint.rules.weight.MismatchedVariance;

/** A square root that is missing. */
@RuleInfo(
    id = "ML708",
    severity = Severity.ERROR,
    summary = "A variance is passed where the standard deviation is wanted",
    explains = {MismatchedVariance.class, VanishingSignal.class, VanishingGradient.class},
    docs =
        """
        ## What it does
        Finds normal distributions whose deviation the source states and which is a variance by
        the fans: a round multiple of 1 / in or 1 / (in + out) that is no round number itself,
        and whose square is no such multiple. Initialisers that compute their deviation
        themselves are not reported. One finding for the model, at the first; an error where the
        square root would heal predicted damage.

        ## Why it matters
        Deviations become their squares: with two thousand units the weights are thirty times
        too narrow, and the signal dies within a few layers.

        ## How to fix
        Math.sqrt around the expression, `new NormalDistribution(0, Math.sqrt(2.0 / (in + out)))`,
        or the initialiser that computes it, `WeightInit.XAVIER`.

        ## References
        Glorot and Bengio 2010, <https://proceedings.mlr.press/v9/glorot10a.html>
        """)
public final class VarianceAsDeviation implements Rule {

  /** Digits of a number that a person writes, and of a factor before the fans. */
  private static final int WRITTEN = 4;

  private static final int FACTOR = 2;

  /** Distributions that are given their deviation as an argument: DL4J's two, and DJL's. */
  private static final Set<String> STATED =
      Set.of("NormalDistribution", "GaussianDistribution", "NormalInitializer");

  @Override
  public Stream<Finding> check(Subject subject) {
    List<Layer> squared =
        subject.layers().all().stream().filter(VarianceAsDeviation::isSquared).toList();
    return squared.stream().limit(1).map(first -> describe(first, squared, subject));
  }

  private static boolean isSquared(Layer layer) {
    double deviation = deviation(layer);
    if (!(deviation > 0) || layer.fanIn() < 2 || isRound(deviation, WRITTEN)) {
      return false;
    }
    return fans(layer).anyMatch(fan -> isRound(deviation * fan, FACTOR))
        && fans(layer).noneMatch(fan -> isRound(deviation * deviation * fan, FACTOR));
  }

  private static LongStream fans(Layer layer) {
    return LongStream.of(layer.fanIn(), layer.fanIn() + layer.fanOut());
  }

  /** NaN where the deviation is none that the source gives to a normal distribution. */
  private static double deviation(Layer layer) {
    return layer.weight().weights() instanceof Weights.Declared it
            && it.init() instanceof Init.Normal normal
            && STATED.contains(normal.name())
        ? StrictMath.sqrt(normal.variance())
        : Double.NaN;
  }

  /** True where {@code digits} significant digits say all of {@code value}. */
  private static boolean isRound(double value, int digits) {
    double rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)).doubleValue();
    return StrictMath.abs(value - rounded) <= 1e-9 * value;
  }

  private Finding describe(Layer first, List<Layer> squared, Subject subject) {
    double deviation = deviation(first);
    var draws = new LinkedHashMap<String, Init>();
    squared.forEach(it -> draws.put(it.weight().name(), new Init.Normal("root", 0, deviation(it))));
    Remedy remedy = Remedy.redraw(subject, draws);
    boolean harmful =
        Damage.worst(subject).filter(it -> it.severity() == Severity.ERROR).isPresent()
            && remedy.cures();
    return Finding.of(
        this,
        harmful ? Severity.ERROR : Severity.WARNING,
        first.initialised(),
        "a variance is passed where the standard deviation is wanted",
        List.of(
            new Measure(
                "standard deviation",
                new Estimate(deviation, Estimate.Basis.DECLARED),
                StrictMath.sqrt(deviation))),
        remedy.fix("put Math.sqrt around the expression: " + correction(first)));
  }

  private static String correction(Layer layer) {
    String name = ((Weights.Declared) layer.weight().weights()).init().name();
    return name.equals("NormalInitializer")
        ? "new NormalInitializer((float) Math.sqrt(...))"
        : "new " + name + "(0, Math.sqrt(...))";
  }
}
