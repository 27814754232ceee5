package modellint.analysis.provenance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.graph.Moments;
import modellint.graph.Weights;

/**
 * Tests whether a stored tensor can be independent draws from one distribution. Training aligns
 * rows and columns with the data: their means and lengths then differ by more than chance allows,
 * and a few elements leave the range of the initialiser. Every threshold is a number of standard
 * errors, so that large tensors are held to what they can show and small ones are not accused.
 */
record Sample(Weights.Measured weights) {

  /** One false alarm in about ten million tests. */
  private static final double LIMIT = 5.3;

  private static final double STRAY = 2;
  private static final int MOST_STRAYS = 3;

  /** Fewer draws than this decide nothing. */
  static final int FEWEST = 64;

  /**
   * The sample without the few elements of exactly -2 that PyTorch's {@code trunc_normal_} leaves
   * where a uniform draw is rounded to the edge of its interval: the inverse error function is then
   * infinite and cut at the default limit, a hundred deviations out.
   */
  static Sample of(Weights.Measured weights) {
    long strays = weights.rows().stream().filter(Sample::strays).count();
    boolean artefact = strays > 0 && strays <= MOST_STRAYS && weights.all().std() < 0.2;
    return new Sample(artefact ? without(weights, strays) : weights);
  }

  private static boolean strays(Moments slice) {
    return slice.largest() == STRAY;
  }

  private static Weights.Measured without(Weights.Measured weights, long strays) {
    Moments all = weights.all();
    Moments rest = without(all, strays);
    double central = weights.kurtosis() * all.variance() * all.variance() * all.count();
    double fourth = (central - strays * StrictMath.pow(STRAY, 4)) / rest.count();
    return new Weights.Measured(
        rest,
        fourth / (rest.variance() * rest.variance()),
        weights.zeros(),
        weights.nans(),
        weights.infinities(),
        weights.rows().stream().map(it -> strays(it) ? without(it, 1) : it).toList(),
        weights.columns().stream().map(it -> strays(it) ? without(it, 1) : it).toList());
  }

  private static Moments without(Moments all, long strays) {
    long left = all.count() - strays;
    double mean = (all.mean() * all.count() + STRAY * strays) / left;
    double second = (all.secondMoment() * all.count() - STRAY * STRAY * strays) / left;
    // The largest of the others is not known; so many Gaussian draws reach about this far.
    double reach = StrictMath.sqrt(2 * StrictMath.log(left));
    return new Moments(left, mean, second, reach * StrictMath.sqrt(second));
  }

  Moments all() {
    return weights.all();
  }

  boolean isConstant() {
    return all().variance() <= 1e-10 * all().secondMoment();
  }

  /**
   * The distribution that every test allows; the one with the nearest kurtosis where several do.
   */
  Optional<Distribution> distribution() {
    if (all().count() < FEWEST || weights.nans() + weights.infinities() > 0 || !isSpreadEvenly()) {
      return Optional.empty();
    }
    return Stream.of(Distribution.UNIFORM, Distribution.TRUNCATED_NORMAL, Distribution.NORMAL)
        .filter(this::hasKurtosisOf)
        .filter(this::reachesAsFarAs)
        .min(
            java.util.Comparator.comparingDouble(
                it -> StrictMath.abs(weights.kurtosis() - it.kurtosis())));
  }

  /** Rows, or columns, whose lengths are more equal than those of independent draws. */
  boolean isOrthogonal() {
    return all().count() >= FEWEST
        && (hasEqualLengths(weights.rows()) || hasEqualLengths(weights.columns()))
        && StrictMath.abs(meanScore()) < LIMIT;
  }

  /** One number on a diagonal and zeros elsewhere: {@code diagonal} elements differ from zero. */
  boolean isIdentity(long diagonal) {
    Moments it = all();
    double square = it.largest() * it.largest();
    return it.count() - weights.zeros() == diagonal
        && diagonal > 1
        && it.count() > diagonal
        && StrictMath.abs(it.secondMoment() * it.count() - square * diagonal)
            < 1e-6 * square * diagonal
        && StrictMath.abs(it.mean() * it.count() - it.largest() * diagonal)
            < 1e-6 * it.largest() * diagonal;
  }

  /** Zeros and one other number: the forget gate of an LSTM, switched on from the start. */
  boolean isSwitched() {
    long on = all().count() - weights.zeros();
    double square = all().largest() * all().largest() * on;
    return on > 0
        && on < all().count()
        && StrictMath.abs(all().secondMoment() * all().count() - square) < 1e-6 * square;
  }

  /** Draws between plus and minus {@code bound}: none beyond it, the largest close to it. */
  boolean isUniformWithin(double bound) {
    long n = all().count();
    double reach = all().largest() / bound;
    // The square of a uniform number has variance 4/45 of its bound to the fourth.
    double score =
        (all().secondMoment() / (bound * bound) - 1 / 3.0) / StrictMath.sqrt(4 / 45.0 / n);
    return reach <= 1 + 1e-6
        && n * StrictMath.log(reach) > StrictMath.log(1e-6)
        && StrictMath.abs(score) < 4.5
        && StrictMath.abs(all().mean()) < 4.5 * bound / StrictMath.sqrt(3.0 * n);
  }

  /** The mean in standard errors from zero. */
  double meanScore() {
    return all().mean() / all().std() * StrictMath.sqrt(all().count());
  }

  private boolean hasKurtosisOf(Distribution it) {
    // The sampling distribution of a kurtosis leans to the right in small samples.
    double allowed = LIMIT * it.kurtosisError(all().count());
    double excess = weights.kurtosis() - it.kurtosis();
    return excess < allowed * (1 + 8 / StrictMath.sqrt(all().count())) && excess > -allowed;
  }

  /** Compares the largest element with what so many draws reach. */
  private boolean reachesAsFarAs(Distribution it) {
    double reach = (all().largest() - StrictMath.abs(all().mean())) / all().std();
    long n = all().count();
    double edge = it == Distribution.UNIFORM ? StrictMath.sqrt(3) : 2 / StrictMath.sqrt(0.77374);
    double slack = LIMIT * it.stdError(n) + LIMIT / StrictMath.sqrt(n) + 1e-3;
    return switch (it) {
      case UNIFORM -> reach < edge + edge * slack && reach > edge * (1 - slack - 20.0 / n);
      case TRUNCATED_NORMAL ->
          reach < edge + edge * slack && reach > edge * (1 - slack - 5 / StrictMath.sqrt(n));
      default -> {
        // Between the quantiles at which n draws have one chance in a million to end.
        double most = StrictMath.sqrt(2 * StrictMath.log(n * 1e6));
        double least = StrictMath.sqrt(Math.max(0, 2 * StrictMath.log(n / 60.0))) - 0.6;
        yield reach < most * (1 + slack) && reach > least;
      }
    };
  }

  private boolean isSpreadEvenly() {
    return Stream.of(weights.rows(), weights.columns())
        .filter(slices -> slices.size() > 1)
        .allMatch(slices -> score(slices) < LIMIT && meansScore(slices) < LIMIT);
  }

  /** How unequal the slices' second moments are, in standard deviations of a chi-square. */
  private double score(List<Moments> slices) {
    long each = slices.get(0).count();
    double kurtosis = Math.max(weights.kurtosis(), 1.2);
    // A slice's second moment has excess kurtosis about 12 over its count.
    double heavy = 1 + 6.0 / each;
    return each < 8
        ? 0
        : normalised(dispersion(slices, each, kurtosis) / heavy, (slices.size() - 1) / heavy);
  }

  private double meansScore(List<Moments> slices) {
    Moments whole = all();
    double sum = 0;
    for (Moments slice : slices) {
      double offset = slice.mean() - whole.mean();
      sum += offset * offset * slice.count() / whole.variance();
    }
    return normalised(sum, slices.size() - 1);
  }

  private double dispersion(List<Moments> slices, long each, double kurtosis) {
    Moments whole = all();
    double sum = 0;
    for (Moments slice : slices) {
      double mean = whole.mean();
      double about = slice.secondMoment() - 2 * mean * slice.mean() + mean * mean;
      double ratio = about / whole.variance() - 1;
      sum += ratio * ratio * each / (kurtosis - 1);
    }
    return sum;
  }

  /** Wilson and Hilferty 1931: the cube root of a chi-square is nearly normal. */
  static double normalised(double chiSquare, double freedom) {
    double spread = 2 / (9 * freedom);
    return (StrictMath.cbrt(chiSquare / freedom) - 1 + spread) / StrictMath.sqrt(spread);
  }

  private boolean hasEqualLengths(List<Moments> slices) {
    if (slices.size() < 8 || slices.get(0).count() < 8) {
      return false;
    }
    double mean = slices.stream().mapToDouble(Moments::secondMoment).average().orElse(0);
    return mean > 0
        && slices.stream().allMatch(it -> StrictMath.abs(it.secondMoment() / mean - 1) < 1e-3);
  }
}
