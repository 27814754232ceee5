package modellint.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What is known of the numbers in a parameter. */
public sealed interface Weights {

  /**
   * Statistics of a stored tensor, taken in one pass; the tensor itself is never kept.
   *
   * @param kurtosis fourth central moment over variance squared: 3 for a Gaussian, 1.8 for uniform
   * @param zeros elements exactly zero
   * @param nans elements that are not a number
   * @param infinities elements that are infinite
   * @param rows moments of each slice along the first axis; empty for fewer than two dimensions
   * @param columns moments of each slice along the second axis; empty for fewer than two dimensions
   * @param histogram how the elements lie; of large tensors, how an even sample does
   */
  record Measured(
      Moments all,
      double kurtosis,
      long zeros,
      long nans,
      long infinities,
      List<Moments> rows,
      List<Moments> columns,
      Histogram histogram)
      implements Weights {

    /** Where nobody asked how the elements lie. */
    public Measured(
        Moments all,
        double kurtosis,
        long zeros,
        long nans,
        long infinities,
        List<Moments> rows,
        List<Moments> columns) {
      this(all, kurtosis, zeros, nans, infinities, rows, columns, Histogram.NONE);
    }

    public Measured {
      rows = List.copyOf(rows);
      columns = List.copyOf(columns);
    }
  }

  /**
   * Not stored but drawn: what the definition says the library will do.
   *
   * @param place the call that states the initialiser; empty where the library chooses it, or the
   *     layer itself states it
   */
  record Declared(Init init, Optional<Place> place) implements Weights {

    public Declared(Init init) {
      this(init, Optional.empty());
    }
  }

  /**
   * Drawn about zero with a variance of {@code scale} over the sum of {@code fans}, some of which
   * the definition leaves open: {@code 2 / (512 + numClasses)}.
   *
   * @param name the initialiser's name
   * @param uniform whether the draw is uniform rather than normal
   */
  record Scaled(String name, boolean uniform, double scale, List<Fan> fans) implements Weights {

    /** A dimension times what a kernel's area or a stride makes of it. */
    public record Fan(Dim dim, double times) {}

    public Scaled {
      fans = List.copyOf(fans);
    }

    /** The draw, once {@code sizes} says how large each dimension is. */
    public Init at(ToLongFunction<Dim> sizes) {
      double sum = 0;
      for (Fan fan : fans) {
        sum += sizes.applyAsLong(fan.dim()) * fan.times();
      }
      double limit = StrictMath.sqrt(3 * scale / sum);
      return uniform
          ? new Init.Uniform(name, -limit, limit)
          : new Init.Normal(name, 0, scale / sum);
    }

    public boolean isKnown() {
      return fans.stream().allMatch(it -> it.dim().isKnown());
    }
  }

  /** The file or definition does not say; {@code reason} is a phrase for people. */
  record Unknown(String reason) implements Weights {}

  /** The same, where they are declared by the call at {@code place}. */
  default Weights at(Place place) {
    return this instanceof Declared it ? new Declared(it.init(), Optional.of(place)) : this;
  }
}
