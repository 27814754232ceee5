package modellint.verify.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.onnx.proto.ModelProto;
import modellint.verify.run.Block;
import modellint.verify.run.UnsupportedModelException;

/**
 * The first steps of training, really taken, on a few samples with targets that can be learned: as
 * stated, and as stated but for one thing, so that the difference tells what that thing does.
 */
final class Rehearsal {

  /** Steps of each course. */
  private static final int STEPS = 40;

  /** Samples for a step, at most. */
  static final int BATCH = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final ModelProto model;
  private final Descent descent;
  private final long start = System.nanoTime();

  Rehearsal(ModelProto model, Descent descent) {
    this.model = model;
    this.descent = descent;
  }

  /** What happens on {@code feeds}; a reason where it cannot be tried. */
  Trial on(Map<String, Block> feeds, long seed) {
    if (Optimizer.of(descent, 1, 0).isEmpty()) {
      return Trial.refused("steps of the optimiser " + descent.optimizer() + " are not simulated");
    }
    try (Landscape landscape = Landscape.of(model, descent.parameters(), feeds)) {
      var courses = new ArrayList<Trial.Course>();
      var sharpness = new ArrayList<Trial.Sharpness>();
      for (String loss : descent.losses()) {
        var objective = new Objective(loss, feeds, seed);
        for (var it : descent.courses().entrySet()) {
          courses.add(course(landscape, feeds, objective, loss, it.getKey(), it.getValue()));
        }
        sharpness(landscape, feeds, objective, loss, seed).ifPresent(sharpness::add);
      }
      return new Trial(courses, sharpness, Optional.empty());
    } catch (UnsupportedModelException e) {
      return Trial.refused(String.valueOf(e.getMessage()));
    }
  }

  private Trial.Course course(
      Landscape landscape,
      Map<String, Block> feeds,
      Objective objective,
      String loss,
      String word,
      Descent.Course course) {
    double[] at = landscape.start();
    Optimizer optimizer = Optimizer.of(descent, course.rate(), at.length).orElseThrow();
    Optional<Clip> clip = course.clipping().map(it -> new Clip(it, landscape.sizes()));
    List<Double> losses = new ArrayList<>();
    double largest = 0;
    for (int i = 0; i <= STEPS; i++) {
      checkTime();
      Landscape.Point point = landscape.at(at, feeds, objective);
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

  private Optional<Trial.Sharpness> sharpness(
      Landscape landscape, Map<String, Block> feeds, Objective objective, String loss, long seed) {
    Optional<Descent.Course> stated = Optional.ofNullable(descent.courses().get(Descent.STATED));
    double bound = stated.map(it -> Curvature.bound(descent, it.rate())).orElse(Double.NaN);
    if (Double.isNaN(bound)) {
      return Optional.empty();
    }
    double value =
        Curvature.of(
            at -> {
              checkTime();
              return landscape.at(at, feeds, objective).gradient();
            },
            landscape.start(),
            Curvature.isAdaptive(descent),
            seed);
    return Optional.of(new Trial.Sharpness(loss, value, bound));
  }

  private void checkTime() {
    if (System.nanoTime() - start > PATIENCE.toNanos()) {
      throw new UnsupportedModelException(
          "the steps take longer than " + PATIENCE.toSeconds() + " s");
    }
  }
}
