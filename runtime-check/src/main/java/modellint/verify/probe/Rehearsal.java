package modellint.verify.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.onnx.proto.ModelProto;
import modellint.verify.run.Block;
import modellint.verify.run.UnsupportedModelException;

/**
 * The first steps of training, really taken, on a few samples with targets that can be learned: as
 * stated, and as stated but for one thing, so that the difference tells what that thing does. A
 * model that is slow to step takes fewer steps.
 */
final class Rehearsal {

  /** Steps of each course, at most. */
  private static final int STEPS = 40;

  /** Fewer show nothing. */
  private static final int LEAST_STEPS = 10;

  /** How often a step is timed, unless it is so short that it does not matter. */
  private static final int TRIES = 3;

  /** Courses, at most, and as much again in reserve. */
  private static final int MANY = 8;

  /** Gradients that the sharpness takes, about. */
  private static final int OF_SHARPNESS = 25;

  /** Samples for a step, at most. */
  static final int BATCH = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final ModelProto model;
  private final Descent descent;

  /** Nanoseconds for one seed and one loss. */
  private final long share;

  /** {@code model} is as it stands in its file; {@code seeds} is how often it will be asked. */
  Rehearsal(ModelProto model, Descent descent, int seeds) {
    this.model = InTraining.of(model);
    this.descent = descent;
    this.share = PATIENCE.toNanos() / Math.max(1, seeds * descent.losses().size());
  }

  /** What happens on {@code feeds}; a reason where it cannot be tried. */
  Trial on(Map<String, Block> feeds, long seed) {
    if (Optimizer.of(descent, 1, 0).isEmpty()) {
      return Trial.refused("steps of the optimiser " + descent.optimizer() + " are not simulated");
    }
    var courses = new ArrayList<Trial.Course>();
    var sharpness = new ArrayList<Trial.Sharpness>();
    try {
      for (String loss : descent.losses()) {
        LossHead head = LossHead.of(model, loss);
        try (Landscape landscape = Landscape.of(head.model(), descent.parameters(), feeds)) {
          new Attempt(landscape, feeds, new Objective(loss, head.classAxis(), feeds, seed), loss)
              .run(seed, courses, sharpness);
        }
      }
      return new Trial(courses, sharpness, Optional.empty());
    } catch (UnsupportedModelException e) {
      return Trial.refused(String.valueOf(e.getMessage()));
    }
  }

  /** One seed and one loss. */
  private final class Attempt {

    private final Landscape landscape;
    private final Map<String, Block> feeds;
    private final Objective objective;
    private final String loss;
    private final long start = System.nanoTime();

    Attempt(Landscape landscape, Map<String, Block> feeds, Objective objective, String loss) {
      this.landscape = landscape;
      this.feeds = feeds;
      this.objective = objective;
      this.loss = loss;
    }

    void run(long seed, List<Trial.Course> courses, List<Trial.Sharpness> sharpness) {
      long once = Math.max(1, timed());
      long steps = Math.min(STEPS, share / (once * descent.courses().size()) - 1);
      if (steps < LEAST_STEPS) {
        throw new UnsupportedModelException(
            String.format(
                Locale.ROOT,
                "a step of training takes %.1f s, too long for as many as show something",
                once * 1e-9));
      }
      for (var it : descent.courses().entrySet()) {
        courses.add(course(it.getKey(), it.getValue(), (int) steps));
      }
      if (left() > OF_SHARPNESS * once) {
        sharpness(seed).ifPresent(sharpness::add);
      }
    }

    /** Nanoseconds of a step: the least of a few, since machines do other things as well. */
    private long timed() {
      long least = Long.MAX_VALUE;
      for (int i = 0; i < TRIES && least > share / STEPS / MANY; i++) {
        long before = System.nanoTime();
        point(landscape.start());
        least = Math.min(least, System.nanoTime() - before);
      }
      return least;
    }

    private long left() {
      return share - (System.nanoTime() - start);
    }

    private Landscape.Point point(double[] at) {
      if (left() < -share) {
        throw new UnsupportedModelException(
            "the steps take longer than " + PATIENCE.toSeconds() + " s");
      }
      return landscape.at(at, feeds, objective);
    }

    private Trial.Course course(String word, Descent.Course course, int steps) {
      double[] at = landscape.start();
      Optimizer optimizer = Optimizer.of(descent, course.rate(), at.length).orElseThrow();
      Optional<Clip> clip = course.clipping().map(it -> new Clip(it, landscape.sizes()));
      List<Double> losses = new ArrayList<>();
      double largest = 0;
      for (int i = 0; i <= steps; i++) {
        Landscape.Point point = point(at);
        losses.add(point.loss());
        double norm = Clip.norm(point.gradient(), 0, at.length);
        if (!Double.isFinite(point.loss()) || !Double.isFinite(norm)) {
          losses.set(i, Double.NaN);
          break;
        }
        largest = Math.max(largest, norm);
        clip.ifPresent(it -> it.apply(point.gradient()));
        optimizer.step(at, point.gradient());
      }
      return new Trial.Course(loss, word, objective.chance(), largest, losses);
    }

    private Optional<Trial.Sharpness> sharpness(long seed) {
      Optional<Descent.Course> stated = Optional.ofNullable(descent.courses().get(Descent.STATED));
      double bound = stated.map(it -> Curvature.bound(descent, it.rate())).orElse(Double.NaN);
      if (Double.isNaN(bound)) {
        return Optional.empty();
      }
      double value =
          Curvature.of(
              at -> point(at).gradient(), landscape.start(), Curvature.isAdaptive(descent), seed);
      return Optional.of(new Trial.Sharpness(loss, value, bound));
    }
  }
}
