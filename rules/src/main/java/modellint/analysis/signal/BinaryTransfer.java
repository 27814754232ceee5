package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import modellint.analysis.gaussian.Blend;
import modellint.analysis.gaussian.Jet;
import modellint.analysis.gaussian.Scalar;
import modellint.analysis.gaussian.Tilt;

/**
 * Add, Sub, Mul, Div, Max, Min. Functions of one anchor compose exactly; a constant scalar is part
 * of a function; independent tensors add their moments (residual sums) or multiply them (gates).
 */
final class BinaryTransfer implements Transfer {

  /** Constants below this are masks: they switch scores off. */
  private static final double MASK = -1e4;

  private final String operator;

  BinaryTransfer(String operator) {
    this.operator = operator;
  }

  @Override
  public void apply(Step step) {
    if (step.node().inputs().size() == 1) {
      step.put(step.tracked(0).reshaped(step.tracked(0).dims()));
    } else if (step.node().inputs().size() > 2) {
      throw new Unmodelled(operator + " of more than two tensors is not modelled");
    } else if (!step.isTracked(0)) {
      withConstant(step, 1, 0);
    } else if (!step.isTracked(1)) {
      withConstant(step, 0, 1);
    } else {
      ofTwo(step, step.tracked(0), step.tracked(1));
    }
  }

  private void withConstant(Step step, int data, int constant) {
    Tracked x = step.tracked(data);
    Optional<Double> scalar = step.fixed().scalar(step.name(constant));
    if (scalar.isPresent() && x.elements() > 1) {
      step.put(PointwiseTransfer.apply(step, x, scalar(scalar.get(), constant == 0)));
      return;
    }
    if (isMask(step, constant)) {
      step.put(x.reshaped(x.dims()).withMask());
      return;
    }
    FixedMoments c = step.moments(constant);
    long[] shape = step.outputDims();
    long[] dims = step.dims(step.name(constant));
    switch (operator) {
      case "Add" -> {
        Optional<List<Double>> units = step.fixed().elements(step.name(constant));
        if (x.offsets().isPresent()
            && units.map(List::size).filter(it -> it == x.offsets().get().size()).isPresent()) {
          biased(step, x, x.offsets().get(), units.get(), shape);
        } else {
          shifted(step, x, c, dims, shape);
        }
      }
      case "Sub" -> shifted(step, x, c, dims, shape);
      case "Mul" -> scaled(step, x, c, shape);
      case "Div" -> {
        if (constant == 0) {
          throw new Unmodelled("a constant divided by a tensor is not modelled");
        }
        scaled(step, x, new FixedMoments(1 / c.mean(), 1 / c.square(), c.count()), shape);
      }
      default -> throw new Unmodelled(operator + " with a constant tensor is not modelled");
    }
  }

  /** A bias that stands in a node of its own behind the product it belongs to. */
  private static void biased(
      Step step, Tracked x, Offsets offsets, List<Double> bias, long[] shape) {
    Offsets shifted = offsets.plus(bias);
    Signal signal = shifted.around(x.signal(), offsets.centred(x.signal()));
    Tracked y = Tracked.gaussian(shape, signal, x.profile()).withOffsets(Optional.of(shifted));
    step.put(y);
    step.onBackward(() -> x.receive(y.cotangent().tilted(Tilt.FLAT)));
  }

  /** A bias a unit is shared by all positions; one that differs by position is not. */
  private static void shifted(Step step, Tracked x, FixedMoments c, long[] dims, long[] shape) {
    double positions = positions(dims);
    double b2 = c.square();
    double m2 = c.mean() * c.mean();
    double across = positions > 1 ? m2 : b2;
    double samples = (b2 + (positions - 1) * across) / positions;
    Signal bias = Signal.plain(b2, across, samples, c.mean());
    Tracked y = Tracked.gaussian(shape, x.signal().plus(bias, 1), x.profile());
    step.put(y);
    step.onBackward(() -> x.receive(y.cotangent().tilted(Tilt.FLAT)));
  }

  /** Axes of a constant along which positions lie: all but the one of units. */
  private static double positions(long[] dims) {
    long large = java.util.Arrays.stream(dims).filter(it -> it > 1).count();
    if (large < 2) {
      return 1;
    }
    double product = 1;
    for (long dim : dims) {
      product *= dim;
    }
    return Math.max(1, product / dims[dims.length - 1]);
  }

  private static void scaled(Step step, Tracked x, FixedMoments c, long[] shape) {
    Tracked y =
        Tracked.gaussian(
            shape,
            x.signal()
                .withMoments(x.signal().moments().times(c.square()), x.signal().mean() * c.mean()),
            x.profile());
    step.put(y);
    step.onBackward(
        () ->
            x.receive(
                Cotangent.of(y.gradient().times(c.square()), y.fluctuation())
                    .in(y.gradientProfile())
                    .aligned(y.alignment().times(c.square()))));
  }

  private Scalar scalar(double c, boolean constantFirst) {
    return switch (operator) {
      case "Add" -> Scalar.affine(1, c);
      case "Sub" -> constantFirst ? Scalar.affine(-1, c) : Scalar.affine(1, -c);
      case "Mul" -> Scalar.affine(c, 0);
      case "Div" ->
          constantFirst ? Scalar.of(x -> c / x, x -> -c / (x * x)) : Scalar.affine(1 / c, 0);
      case "Max" -> Scalar.clip(c, Double.POSITIVE_INFINITY);
      case "Min" -> Scalar.clip(Double.NEGATIVE_INFINITY, c);
      default -> throw new AssertionError(operator);
    };
  }

  private boolean isMask(Step step, int constant) {
    if (!operator.equals("Add")) {
      return false;
    }
    Optional<List<Double>> values = step.fixed().elements(step.name(constant));
    return values.isPresent()
        && values.get().stream().anyMatch(it -> it < MASK)
        && values.get().stream().noneMatch(it -> it > -MASK);
  }

  private void ofTwo(Step step, Tracked a, Tracked b) {
    boolean sameAnchor = a.anchor() == b.anchor() && a.elements() == b.elements();
    if (sameAnchor && a.segments().isEmpty()) {
      step.put(a.function(combined(a.jet(), b.jet()), step.outputDims()));
      return;
    }
    switch (operator) {
      case "Add" -> step.put(added(step, a, b, 1));
      case "Sub" -> step.put(added(step, a, b, -1));
      case "Mul" -> gate(step, a, b);
      default -> throw new Unmodelled(operator + " of two tensors is not modelled");
    }
  }

  private Jet combined(Jet a, Jet b) {
    return switch (operator) {
      case "Add" -> a.plus(b);
      case "Sub" -> a.minus(b);
      case "Mul" -> a.times(b);
      case "Div" -> a.dividedBy(b);
      case "Max" -> a.max(b);
      case "Min" -> a.min(b);
      default -> throw new AssertionError(operator);
    };
  }

  /** The sum or difference of two tensors that share nothing but their means. */
  static Tracked added(Step step, Tracked a, Tracked b, int sign) {
    step.join();
    long[] shape = step.outputDims();
    Signal total = a.signal().plus(b.signal(), sign);
    double share =
        StrictMath.exp(Math.min(0, a.signal().moments().lnUnit() - total.moments().lnUnit()));
    Profile profile = a.profile().mixed(b.profile(), Math.min(1, share));
    Supplier<Blend> blend = blend(a, b, sign);
    Tracked y = Tracked.gaussian(shape, total, profile).distributed(() -> blend.get().law());
    step.onBackward(
        () -> {
          double[] ofA = a.signal().shareOf(total);
          double[] ofB = b.signal().shareOf(total);
          Tilt tilt = y.tilt();
          boolean flat = tilt == Tilt.FLAT;
          receiveBroadcast(
              a,
              y,
              y.gradient(),
              y.alignment().toOperand(ofA, ofB),
              flat ? tilt : blend.get().first(tilt));
          receiveBroadcast(
              b,
              y,
              y.gradient(),
              y.alignment().toOperand(ofB, ofA),
              flat ? tilt : blend.get().second(tilt));
        });
    return y;
  }

  private static Supplier<Blend> blend(Tracked a, Tracked b, int sign) {
    var made = new ArrayList<Blend>();
    return () -> {
      if (made.isEmpty()) {
        double ratio =
            StrictMath.exp(b.signal().moments().log() - a.signal().moments().log())
                * b.signal().variance()
                / a.signal().variance();
        double share = ratio >= 0 ? 1 / (1 + ratio) : 0.5;
        made.add(Blend.of(a.jet(), b.jet(), share, sign));
      }
      return made.get(0);
    };
  }

  private static void gate(Step step, Tracked first, Tracked second) {
    Tracked x = first.elements() >= second.elements() ? first : second;
    Tracked gate = x == first ? second : first;
    long[] shape = step.outputDims();
    TwoPoint qx = x.signal().moments();
    TwoPoint full = gate.signal().moments();
    boolean broadcast = x.elements() > gate.elements();
    TwoPoint qg =
        broadcast ? TwoPoint.of(full.unit(), full.unit(), full.sample(), full.log()) : full;
    TwoPoint product = Moment.product(qx, qg);
    double mean =
        x.signal().mean()
            * gate.signal().mean()
            * StrictMath.exp((qx.log() + full.log() - product.log()) / 2);
    Tracked y = Tracked.gaussian(shape, Signal.of(product, mean), x.profile());
    step.put(y);
    step.onBackward(
        () -> {
          x.receive(
              Cotangent.of(Moment.product(y.gradient(), qg), y.fluctuation())
                  .in(y.gradientProfile()));
          receiveBroadcast(gate, y, Moment.product(y.gradient(), qx), Alignment.NONE, Tilt.FLAT);
        });
  }

  /** A gradient that reaches a broadcast operand is summed over the repeats. */
  private static void receiveBroadcast(
      Tracked operand, Tracked result, TwoPoint g, Alignment aligned, Tilt tilt) {
    double repeats = Math.max(1, result.elements() / operand.elements());
    TwoPoint arriving =
        repeats <= 1
            ? g
            : TwoPoint.of(
                repeats * (g.unit() + (repeats - 1) * g.position()),
                repeats * repeats * g.position(),
                repeats * repeats * g.sample(),
                g.log());
    operand.receive(
        Cotangent.of(arriving, result.fluctuation())
            .in(repeats <= 1 ? result.gradientProfile() : Profile.FLAT)
            .aligned(repeats <= 1 ? aligned : Alignment.NONE)
            .tilted(repeats <= 1 ? tilt : Tilt.FLAT));
  }
}
