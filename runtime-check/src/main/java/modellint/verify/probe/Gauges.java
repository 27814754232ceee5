package modellint.verify.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import modellint.verify.run.Block;
import modellint.verify.run.Reading;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/**
 * What is read off the units of a layer besides norms: formulas for the tape, and their results.
 */
final class Gauges {

  /**
   * Where an activation is flat: elements farther than {@code reach} from {@code centre}. There its
   * slope is below a twentieth of its steepest.
   */
  private record Flat(double centre, double reach) {}

  private static final Map<String, Flat> FLAT =
      Map.of(
          "Sigmoid", new Flat(0.5, 0.4873),
          "HardSigmoid", new Flat(0.5, 0.49999),
          "Tanh", new Flat(0, 0.9747),
          "Softsign", new Flat(0, 0.7764));

  private Gauges() {}

  static List<Reading> of(List<Question.Target> layers) {
    var readings = new ArrayList<Reading>();
    for (Question.Target it : layers) {
      if (!it.activation().isEmpty()) {
        readings.add(new Reading("zero:" + it.output(), it.activation(), false, Gauges::zeros));
        Flat flat = FLAT.get(it.function());
        if (flat != null) {
          readings.add(
              new Reading("flat:" + it.output(), it.activation(), false, y -> flat(y, flat)));
        }
      }
      readings.add(new Reading("still:" + it.output(), it.output(), false, Gauges::still));
      if (it.unitAxis() >= 0) {
        readings.add(
            new Reading("unlike:" + it.output(), it.weight(), true, g -> unlike(g, it.unitAxis())));
      }
    }
    return readings;
  }

  static Answer.Units read(Question.Target layer, Map<String, Block> readings) {
    return new Answer.Units(
        number("zero:" + layer.output(), readings),
        number("flat:" + layer.output(), readings),
        number("still:" + layer.output(), readings),
        number("unlike:" + layer.output(), readings));
  }

  private static double number(String name, Map<String, Block> readings) {
    return Optional.ofNullable(readings.get(name)).map(it -> it.reals()[0]).orElse(Double.NaN);
  }

  private static Tensor zeros(Tensor y) {
    return share(y.abs().above(0).not());
  }

  private static Tensor flat(Tensor y, Flat flat) {
    return share(y.plus(-flat.centre()).abs().above(flat.reach()));
  }

  /** Units lie along axis 1 of rows and images, along the last axis of sequences. */
  private static Tensor still(Tensor y) {
    int units = y.rank() < 2 ? 0 : y.rank() == 3 ? 2 : 1;
    long[] others = others(y.rank(), units);
    Tensor spread =
        y.reduce("ReduceMax", others, false).minus(y.reduce("ReduceMin", others, false));
    return share(spread.above(0).not());
  }

  private static Tensor unlike(Tensor gradient, int axis) {
    long[] along = Dims.of(axis);
    Tensor spread =
        gradient
            .reduce("ReduceMax", along, false)
            .minus(gradient.reduce("ReduceMin", along, false));
    Tensor largest = largest(gradient.abs());
    Tensor nonzero = largest.above(0).choose(largest, largest.tape().scalar(Type.FLOAT, 1));
    return largest(spread).over(nonzero);
  }

  private static Tensor largest(Tensor x) {
    Tensor real = x.cast(Type.FLOAT);
    return real.rank() == 0
        ? real.reshape(1)
        : real.reduce("ReduceMax", Dims.range(0, real.rank()), false).reshape(1);
  }

  private static Tensor share(Tensor condition) {
    Tensor ones = condition.cast(Type.FLOAT);
    return ones.rank() == 0
        ? ones.reshape(1)
        : ones.reduce("ReduceMean", Dims.range(0, ones.rank()), false).reshape(1);
  }

  private static long[] others(int rank, int axis) {
    return IntStream.range(0, rank).filter(it -> it != axis).mapToLong(it -> it).toArray();
  }
}
