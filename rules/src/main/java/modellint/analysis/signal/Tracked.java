package modellint.analysis.signal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import modellint.analysis.gaussian.Jet;
import modellint.analysis.gaussian.Law;
import modellint.analysis.gaussian.PointMoments;
import modellint.analysis.gaussian.Slopes;
import modellint.analysis.gaussian.Tilt;

/**
 * A tensor on its way through the network: forward moments, and behind the loss the moments of its
 * gradient. A pointwise function of a Gaussian tensor stays attached to that tensor, its anchor, so
 * that decomposed activations compose exactly and gradients reach the anchor in one step.
 */
final class Tracked {

  /** Channels of a concatenation that come from one tensor. */
  record Segment(long channels, Tracked source) {}

  /** What a softmax leaves for the product with the values: see {@link SoftmaxTransfer}. */
  record Attention(
      AttentionScores of, Tracked scores, double collision, double response, double meanWeight) {}

  private static final double FARTHEST = 150 * StrictMath.log(10);

  private final long[] dims;
  private final Signal signal;
  private final Profile profile;
  private final Optional<Pointwise> pointwise;
  private final List<Segment> segments;
  private final Optional<Attention> attention;
  private final boolean masked;

  private Optional<Offsets> offsets = Optional.empty();
  private Supplier<Law> law = () -> Law.GAUSSIAN;
  private double normalisedOver;
  private Cotangent cotangent = Cotangent.ZERO;

  /** A function of an anchor. */
  private record Pointwise(Tracked anchor, Jet jet, PointMoments moments) {}

  private Tracked(
      long[] dims,
      Signal signal,
      Profile profile,
      Optional<Pointwise> pointwise,
      List<Segment> segments,
      Optional<Attention> attention,
      boolean masked) {
    this.dims = dims.clone();
    this.signal = signal;
    this.profile = profile;
    this.pointwise = pointwise;
    this.segments = List.copyOf(segments);
    this.attention = attention;
    this.masked = masked;
  }

  /** A tensor taken as Gaussian from here on. */
  static Tracked gaussian(long[] dims, Signal signal, Profile profile) {
    return new Tracked(dims, signal, profile, Optional.empty(), List.of(), Optional.empty(), false);
  }

  /** {@code f} of this tensor's anchor, of the same or a broadcast shape. */
  Tracked function(Jet f, long[] shape) {
    Tracked anchor = anchor();
    PointMoments moments = PointMoments.of(f);
    return new Tracked(
        shape,
        anchor.signal.passedOn(
            moved(
                    moments,
                    anchor.outside(moments),
                    anchor.positionCorrelation(),
                    anchor.sampleCorrelation())
                .overlapping(anchor.overlapBehind(moments)),
            moments.elasticity()),
        anchor.profile.power(moments.elasticity()),
        Optional.of(new Pointwise(anchor, f, moments)),
        List.of(),
        Optional.empty(),
        false);
  }

  /**
   * ln by which a function's values lie beyond what was computed: its anchor's, where it follows.
   */
  double outside(PointMoments moments) {
    boolean follows = Math.abs(moments.valueLog()) > FARTHEST / 2;
    return follows ? -scaleLog() : 0;
  }

  /**
   * The signal of a function whose moments are known, at two given correlations of its variable.
   */
  static Signal moved(PointMoments moments, double outside, double position, double sample) {
    double log = moments.valueLog() + outside;
    TwoPoint next =
        TwoPoint.of(moments.square(), moments.square(position), moments.square(sample), 2 * log);
    double mean = moments.mean() * StrictMath.exp(log - next.log() / 2);
    return Signal.of(next, mean);
  }

  /** {@link Signal#overlap} of a function of this tensor. */
  private double overlapBehind(PointMoments f) {
    double reach = StrictMath.sqrt(signal.overlap());
    double variance = f.square() - f.square(0);
    if (reach == 0 || variance <= 0) {
      return 0;
    }
    double c = sampleCorrelation();
    double half = (f.square(Math.min(1, c + reach)) - f.square(Math.max(-1, c - reach))) / 2;
    return half / variance * (half / variance);
  }

  /** The same elements under another shape: still a function of the same anchor. */
  Tracked reshaped(long[] shape) {
    Pointwise same =
        pointwise.orElseGet(
            () -> {
              Jet identity = identity();
              return new Pointwise(this, identity, PointMoments.of(identity));
            });
    return new Tracked(shape, signal, profile, Optional.of(same), List.of(), attention, masked);
  }

  Tracked withSegments(List<Segment> parts) {
    return new Tracked(dims, signal, profile, pointwise, parts, attention, masked);
  }

  Tracked withAttention(Attention of) {
    return new Tracked(dims, signal, profile, pointwise, segments, Optional.of(of), masked);
  }

  /** Marked as scores of which a mask hides the later ones. */
  Tracked withMask() {
    return new Tracked(dims, signal, profile, pointwise, segments, attention, true);
  }

  /** Says how the elements are distributed, where they are no Gaussians; asked once, if at all. */
  Tracked distributed(Supplier<Law> as) {
    law =
        () -> {
          Law found = as.get();
          law = () -> found;
          return found;
        };
    return this;
  }

  /** Says that the values of a unit at all positions of a sample were brought to a given scale. */
  Tracked normalisedOver(double positions) {
    normalisedOver = positions;
    return distributed(() -> Law.ofNormalised(positions));
  }

  private Law law() {
    return law.get();
  }

  /** Correlation, at two positions, of the Gaussians behind this tensor's elements. */
  double positionCorrelation() {
    return law().behind(signal.positionCorrelation());
  }

  /** Correlation, in two samples, of the Gaussians behind this tensor's elements. */
  double sampleCorrelation() {
    return law().behind(signal.sampleCorrelation());
  }

  /** Says what each unit is on average. */
  Tracked withOffsets(Optional<Offsets> of) {
    offsets = of;
    return this;
  }

  Optional<Offsets> offsets() {
    return offsets;
  }

  long[] dims() {
    return dims.clone();
  }

  int rank() {
    return dims.length;
  }

  /** A number without dimensions is one element along any axis. */
  long dim(int axis) {
    return dims.length == 0 ? 1 : dims[axis < 0 ? axis + dims.length : axis];
  }

  double elements() {
    double product = 1;
    for (long dim : dims) {
      product *= dim;
    }
    return product;
  }

  Signal signal() {
    return signal;
  }

  Profile profile() {
    return profile;
  }

  List<Segment> segments() {
    return segments;
  }

  Optional<Attention> attention() {
    return attention;
  }

  boolean masked() {
    return masked;
  }

  /** The Gaussian tensor that this is a function of; itself where it is Gaussian. */
  Tracked anchor() {
    return pointwise.map(Pointwise::anchor).orElse(this);
  }

  /** This tensor as a function of its anchor, scaled by {@code e^scaleLog} of that. */
  Jet jet() {
    return pointwise.map(Pointwise::jet).orElseGet(this::identity);
  }

  private Jet identity() {
    double unit = StrictMath.exp(signal.moments().log() / 2 + scaleLog());
    return Jet.of(law(), signal.mean() * unit, StrictMath.sqrt(signal.variance()) * unit);
  }

  /**
   * What brings a signal that is no double any more, below 10^-150 or above 10^150, back to one: so
   * far from 1 every activation is homogeneous or saturated.
   */
  private double scaleLog() {
    double log = signal.moments().lnUnit() / 2;
    return Double.isInfinite(log) ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, log)) - log;
  }

  /** kappa of the function, 3 where there is none: {@link PointMoments#kappa()}. */
  double kappa() {
    return pointwise.map(it -> it.moments().kappa()).orElse(3.0);
  }

  /** How the variance of a unit follows that of its anchor. */
  double spreadElasticity() {
    return pointwise.map(it -> it.moments().spreadElasticity()).orElse(1.0);
  }

  /** How the mean square of the slope follows the variance of the anchor. */
  double slopeElasticity() {
    return pointwise.map(it -> it.moments().slopeElasticity()).orElse(0.0);
  }

  /** What has arrived so far on the way back. */
  Cotangent cotangent() {
    return cotangent;
  }

  TwoPoint gradient() {
    return cotangent.moments();
  }

  Profile gradientProfile() {
    return cotangent.profile();
  }

  Fluctuation fluctuation() {
    return cotangent.fluctuation();
  }

  Alignment alignment() {
    return cotangent.alignment();
  }

  Tilt tilt() {
    return cotangent.tilt();
  }

  /** Adds a gradient that arrives here, on to the anchor where this is a function of one. */
  void receive(Cotangent arriving) {
    if (pointwise.isPresent()) {
      push(pointwise.get(), arriving);
    } else {
      cotangent = cotangent.plus(arriving);
    }
  }

  /** On to the anchor. */
  private static void push(Pointwise it, Cotangent arriving) {
    Tracked to = it.anchor();
    PointMoments f = it.moments();
    TwoPoint moments = arriving.moments();
    boolean together = to.normalisedOver > 2 && moments.position() > 0;
    Optional<Slopes> slopes =
        together ? Optional.of(Slopes.of(it.jet(), to.law(), f.slopeLog())) : Optional.empty();
    double pair =
        slopes
            .map(here -> here.pair(to.normalisedOver))
            .orElseGet(() -> f.slopeSquare(to.positionCorrelation()));
    TwoPoint pushed =
        moments
            .times(
                slopes.map(Slopes::square).orElseGet(f::slopeSquare),
                pair,
                f.slopeSquare(to.sampleCorrelation()))
            .times(arriving.tilt().gain(it.jet()))
            .shifted(2 * f.slopeLog());
    Alignment fresh =
        slopes
            .map(here -> Alignment.within(moments, here, to.normalisedOver))
            .orElseGet(() -> Alignment.behind(moments, f.slopeTilt(), f.slopeLog(), to.signal));
    double drift = f.slopeElasticity() * StrictMath.sqrt(to.signal.wander());
    to.receive(
        Cotangent.of(pushed, arriving.fluctuation().drifting(drift))
            .in(arriving.profile())
            .aligned(arriving.alignment().through(f).plus(fresh))
            .tilted(arriving.tilt().through(it.jet())));
  }
}
