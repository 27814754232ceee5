package modellint.rules.library;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.graph.Estimate;
import modellint.graph.Init;
import modellint.graph.Node;
import modellint.graph.Weights;
import modellint.rule.Finding;
import modellint.rule.Literal;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;
import modellint.rules.damage.Remedy;
import modellint.rules.damage.Scheme;
import modellint.rules.signal.ExplodingGradient;
import modellint.rules.signal.ExplodingSignal;
import modellint.rules.signal.VanishingGradient;
import modellint.rules.signal.VanishingSignal;
import modellint.rules.weight.MismatchedVariance;

/** A name that promises other weights than the library draws. */
@RuleInfo(
    id = "ML706",
    severity = Severity.ERROR,
    summary = "An initialiser draws other weights than its name says",
    explains = {
      MismatchedVariance.class,
      ExplodingSignal.class,
      ExplodingGradient.class,
      VanishingSignal.class,
      VanishingGradient.class
    },
    docs =
        """
        ## What it does
        Compares the variance that the library draws with the one of the paper that the
        initialiser is named after: LECUN_UNIFORM and VAR_SCALING_UNIFORM of DL4J and Neuroph's
        HeZhangRenSunUniformWeightsRandomizer are three times as wide, the XavierInitializer of
        DJL twice. Glorot, He and LeCun of TensorFlow Java count the input channels of a kernel
        twice, which divides the variance by them; their uniform distribution scales U(0, 1), a
        quarter of the variance and no weight below zero. A note, or as severe as the predicted
        damage where the promised variance or a usual one would heal it.

        ## Why it matters
        Three times the variance for each layer is a quarter of a decade of growth; six layers
        multiply signal and gradient by thirty. A kernel over 64 channels with a 64th of its
        variance passes an eighth of the signal.

        ## How to fix
        An initialiser that keeps its promise: `WeightInit.LECUN_NORMAL`, XAVIER or RELU in DL4J,
        `new XavierInitializer(RandomType.UNIFORM, FactorType.AVG, 3)` in DJL, a RangeRandomizer of
        sqrt(6 / inputs) in Neuroph, a VarianceScaling whose scale is multiplied by the input
        channels and whose distribution is not UNIFORM in TensorFlow.

        ## References
        Glorot and Bengio 2010, <https://proceedings.mlr.press/v9/glorot10a.html>;
        LeCun et al. 1998, Efficient backprop, <https://doi.org/10.1007/3-540-49430-8_2>
        """)
public final class MisnamedInitializer implements Rule {

  static final Setting FACTOR =
      new Setting(
          "misnamed-initializer.factor",
          1.5,
          "Variance over the promised one, or under it, for a note");

  @Override
  public List<Setting> settings() {
    return List.of(FACTOR);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    double factor = subject.setting(FACTOR);
    List<Layer> all = subject.layers().all();
    List<Layer> wide = all.stream().filter(it -> excess(it) > factor).toList();
    List<Layer> narrow = all.stream().filter(it -> excess(it) < 1 / factor).toList();
    return Stream.concat(
        wide.stream().limit(1).map(it -> describe(it, wide, factor, subject)),
        narrow.stream().limit(1).map(it -> describe(it, narrow, 1 / factor, subject)));
  }

  private Finding describe(Layer first, List<Layer> layers, double limit, Subject subject) {
    Remedy remedy = remedy(layers, subject);
    boolean wide = limit > 1;
    Severity severity =
        (wide ? Damage.explosion(subject) : Damage.vanishing(subject))
            .filter(it -> remedy.cures())
            .map(Damage::severity)
            .orElse(Severity.NOTE);
    Init init = declared(first).orElseThrow();
    return Finding.of(
        this,
        severity,
        first.initialised(),
        init.name()
            + (init.mean() != 0
                ? " draws weights of one sign, not about zero as its name says"
                : " draws weights " + (wide ? "wider" : "narrower") + " than its name says"),
        List.of(
            new Measure(
                "variance over the promised one",
                new Estimate(excess(first), Estimate.Basis.DECLARED),
                limit),
            new Measure("layers", new Estimate(layers.size(), Estimate.Basis.EXACT), 0)),
        remedy.fix(correction(init, excess(first))));
  }

  private static String correction(Init init, double excess) {
    return switch (init.name()) {
      case "XavierInitializer()" ->
          "write new XavierInitializer(XavierInitializer.RandomType.UNIFORM,"
              + " XavierInitializer.FactorType.AVG, 3)";
      case "Glorot", "He", "LeCun" ->
          init.mean() == 0
              ? "write new VarianceScaling<>(..) with the scale times the input channels"
              : "write TRUNCATED_NORMAL or NORMAL instead of UNIFORM";
      case "HeZhangRenSunUniformWeightsRandomizer" ->
          "write new RangeRandomizer(-r, r) with r = sqrt(6 / inputs)";
      case "XAVIER", "XAVIER_UNIFORM" ->
          "write .weightInit(new NormalDistribution(0, "
              + Literal.of(rounded(Math.sqrt(init.variance() / excess)))
              + ")), what "
              + init.name()
              + " would draw elsewhere";
      default ->
          "use one that keeps its promise: .weightInit(WeightInit.LECUN_NORMAL), XAVIER or RELU";
    };
  }

  private static double rounded(double deviation) {
    return new BigDecimal(deviation).round(new MathContext(2)).doubleValue();
  }

  /** Of what keeps its promise the first that heals, or what was promised. */
  private static Remedy remedy(List<Layer> wide, Subject subject) {
    var promised = new LinkedHashMap<String, Init>();
    for (Layer layer : wide) {
      double variance = declared(layer).orElseThrow().variance() / excess(layer);
      promised.put(layer.weight().name(), new Init.Normal("promised", 0, variance));
    }
    Remedy first = Remedy.redraw(subject, promised);
    return Stream.of(
            first,
            Remedy.redraw(subject, wide, Scheme.XAVIER),
            Remedy.redraw(subject, wide, Scheme.HE))
        .filter(Remedy::cures)
        .findFirst()
        .orElse(first);
  }

  /** The declared variance over the promised one; NaN where there is no promise. */
  private static double excess(Layer layer) {
    return isPlain(layer.node()) && layer.fanIn() > 0 && layer.fanOut() > 0
        ? declared(layer)
            .map(it -> it.variance() / promised(it.name(), layer.fanIn(), layer.fanOut()))
            .orElse(Double.NaN)
        : Double.NaN;
  }

  /** Layers of which every library counts the fans alike. */
  private static boolean isPlain(Node node) {
    boolean strided =
        node.integers("strides").filter(it -> it.stream().anyMatch(s -> s != 1)).isPresent();
    return node.is("Gemm") || node.is("MatMul") || (node.is("Conv") && !strided);
  }

  private static Optional<Init> declared(Layer layer) {
    return layer.weight().weights() instanceof Weights.Declared it
        ? Optional.of(it.init())
        : Optional.empty();
  }

  private static double promised(String name, long fanIn, long fanOut) {
    return switch (name) {
      case "LECUN_UNIFORM", "VAR_SCALING_UNIFORM_FAN_IN" -> 1.0 / fanIn;
      case "VAR_SCALING_UNIFORM_FAN_OUT" -> 1.0 / fanOut;
      case "VAR_SCALING_UNIFORM_FAN_AVG", "XAVIER", "XAVIER_UNIFORM", "XavierInitializer()" ->
          2.0 / (fanIn + fanOut);
      case "Glorot" -> 2.0 / (fanIn + fanOut);
      case "He", "HeZhangRenSunUniformWeightsRandomizer" -> 2.0 / fanIn;
      case "LeCun" -> 1.0 / fanIn;
      default -> Double.NaN;
    };
  }
}
