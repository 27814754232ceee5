package modellint.verify.gradient.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tensor;

/** Normalisations. Statistics are taken anew from the input, not from what the forward run kept. */
public final class Normalisations {

  public static final List<Rule> RULES =
      Stream.of(
              Rule.of("BatchNormalization", p -> batch(p, p.call().outputs().size() > 1)),
              Rule.since(
                  14,
                  "BatchNormalization",
                  p -> batch(p, p.call().integer("training_mode", 0) != 0)),
              Rule.of("InstanceNormalization", Normalisations::instance),
              Rule.of("LayerNormalization", Normalisations::layer),
              Rule.written("GroupNormalization", call -> group(call, false)),
              new Rule.Expansion("", "GroupNormalization", 21, call -> List.of(group(call, true))),
              Rule.written("RMSNormalization", Normalisations::rootMeanSquare),
              Rule.written("MeanVarianceNormalization", Normalisations::meanVariance),
              Rule.written("LRN", Normalisations::localResponse),
              Rule.written("LpNormalization", Normalisations::lengths))
          .toList();

  private Normalisations() {}

  /** A vector over the channels, laid along axis 1 of {@code x}. */
  static Tensor perChannel(Tensor vector, Tensor x) {
    if (vector.rank() != 1 || vector.count() == 1 || x.rank() < 2) {
      return vector;
    }
    return vector.reshape(Dims.concat(vector.shape(), Dims.fill(x.rank() - 2, 1)));
  }

  private static void batch(Pullback p, boolean training) {
    Tensor x = p.x();
    if (p.call().opset() < 9 && p.call().integer("spatial", 1) == 0) {
      throw new NoGradientException("BatchNormalization with spatial=0");
    }
    long[] axes = Dims.concat(Dims.of(0), Dims.range(2, x.rank()));
    long[] channels = p.x(1).shape();
    Tensor mean = training ? x.mean(axes) : perChannel(p.x(3), x);
    Tensor centred = x.minus(mean);
    Tensor variance = training ? centred.square().mean(axes) : perChannel(p.x(4), x);
    Tensor rate = inverseRoot(variance, p.call().real("epsilon", 1e-5));
    Tensor beta = p.g().total(axes);
    Tensor gamma = p.g().times(centred).total(axes).times(rate);
    Tensor scale = perChannel(p.x(1), x).times(rate);
    p.give(
        0,
        () -> {
          if (!training) {
            return p.g().times(scale);
          }
          double n = (double) x.count() / x.size(1);
          Tensor along = centred.times(gamma.times(rate).over(n));
          Tensor back = p.g().minus(beta.over(n)).minus(along).times(scale);
          return running(p, centred, n).map(back::plus).orElse(back);
        });
    p.give(1, () -> gamma.reshape(channels));
    p.give(2, () -> beta.reshape(channels));
    if (training) {
      // nothing but the running statistics depends on the running statistics
      double momentum = p.call().real("momentum", 0.9);
      p.give(3, () -> p.g(1).times(momentum));
      p.give(4, () -> p.g(2).times(momentum));
    } else {
      p.give(3, () -> beta.times(scale).neg().reshape(channels));
      p.give(
          4,
          () ->
              gamma
                  .times(perChannel(p.x(1), x))
                  .times(rate.square())
                  .times(-0.5)
                  .reshape(channels));
    }
  }

  /** What comes back through the running mean and the running variance of version 14. */
  private static Optional<Tensor> running(Pullback p, Tensor centred, double n) {
    if (p.call().opset() < 14 || !(p.hasCotangent(1) || p.hasCotangent(2))) {
      return Optional.empty();
    }
    double fresh = (1 - p.call().real("momentum", 0.9)) / n;
    Tensor mean = perChannel(p.g(1), centred).times(fresh);
    Tensor variance = perChannel(p.g(2), centred).times(2 * fresh);
    return Optional.of(mean.plus(variance.times(centred)));
  }

  private static Tensor inverseRoot(Tensor variance, double epsilon) {
    return variance.plus(epsilon).sqrt().unary("Reciprocal");
  }

  private static void instance(Pullback p) {
    Tensor x = p.x();
    long[] axes = Dims.range(2, x.rank());
    Tensor g = p.g().times(perChannel(p.x(1), x));
    var standard = Standardised.of(x, axes, p.call().real("epsilon", 1e-5));
    p.give(0, () -> standard.back(g));
    long[] all = Dims.concat(Dims.of(0), axes);
    p.give(1, () -> p.g().times(standard.value()).total(all).reshape(x.size(1)));
    p.give(2, () -> p.g().total(all).reshape(x.size(1)));
  }

  private static void layer(Pullback p) {
    Tensor x = p.x();
    long[] axes = Dims.range(p.call().axis("axis", -1), x.rank());
    var standard = Standardised.of(x, axes, p.call().real("epsilon", 1e-5));
    p.give(0, () -> standard.statistics(p, standard.back(p.g().times(p.x(1)))));
    p.giveSummed(1, () -> p.g().times(standard.value()));
    p.giveSummed(2, p::g);
  }

  /** Zero mean and unit variance over some axes, and the way back. */
  private record Standardised(Tensor value, Tensor rate, long[] axes) {

    static Standardised of(Tensor x, long[] axes, double epsilon) {
      Tensor centred = x.minus(x.mean(axes));
      Tensor rate = inverseRoot(centred.square().mean(axes), epsilon);
      return new Standardised(centred.times(rate), rate, axes);
    }

    /** Adds what comes back through the mean and the inverse deviation as outputs. */
    Tensor statistics(Pullback p, Tensor gradient) {
      double n = (double) value.count() / rate.count();
      Tensor sum = gradient;
      if (p.hasCotangent(1)) {
        sum = sum.plus(p.g(1).reshape(rate.shape()).over(n));
      }
      return p.hasCotangent(2)
          ? sum.minus(p.g(2).reshape(rate.shape()).times(rate.square()).over(n).times(value))
          : sum;
    }

    Tensor back(Tensor g) {
      Tensor along = value.times(g.times(value).mean(axes));
      return g.minus(g.mean(axes)).minus(along).times(rate);
    }
  }

  private static Tensor group(Call call, boolean scalePerChannel) {
    Tensor x = call.x(0);
    long groups = call.integer("num_groups", 1);
    long each = x.size(1) / groups;
    long[] apart = Dims.concat(Dims.of(x.size(0), groups, each), Window.spatial(x));
    Tensor parts = x.reshape(apart);
    Tensor standard = standardise(parts, Dims.range(2, parts.rank()), call.real("epsilon", 1e-5));
    Function<Tensor, Tensor> laid =
        it ->
            scalePerChannel
                ? perChannel(it, x)
                : it.reshape(Dims.concat(Dims.of(1, groups), Dims.fill(parts.rank() - 2, 1)));
    return scalePerChannel
        ? standard.reshape(x.shape()).times(laid.apply(call.x(1))).plus(laid.apply(call.x(2)))
        : standard.times(laid.apply(call.x(1))).plus(laid.apply(call.x(2))).reshape(x.shape());
  }

  private static Tensor standardise(Tensor x, long[] axes, double epsilon) {
    Tensor centred = x.minus(x.mean(axes));
    return centred.times(inverseRoot(centred.square().mean(axes), epsilon));
  }

  private static Tensor rootMeanSquare(Call call) {
    Tensor x = call.x(0);
    long[] axes = Dims.range(call.axis("axis", -1), x.rank());
    Tensor rate = inverseRoot(x.square().mean(axes), call.real("epsilon", 1e-5));
    return x.times(rate).times(call.x(1));
  }

  private static Tensor meanVariance(Call call) {
    Tensor x = call.x(0);
    long[] axes = call.integers("axes").orElse(Dims.of(0, 2, 3));
    Tensor centred = x.minus(x.mean(axes));
    return centred.over(centred.square().mean(axes).sqrt().plus(1e-9));
  }

  /** Krizhevsky et al. 2012, section 3.3: y = x / (bias + alpha / size * sum of squares)^beta. */
  private static Tensor localResponse(Call call) {
    Tensor x = call.x(0);
    long size = call.integer("size", 1);
    long before = (size - 1) / 2;
    var pads = new long[x.rank()];
    pads[1] = before;
    var behind = new long[x.rank()];
    behind[1] = size - 1 - before;
    Tensor squares = x.square().pad(pads, behind);
    Tensor sum =
        Stream.iterate(0L, i -> i + 1)
            .limit(size)
            .map(i -> squares.slice(1, i, i + x.size(1)))
            .reduce(Tensor::plus)
            .orElseThrow();
    Tensor base = sum.times(call.real("alpha", 1e-4) / size).plus(call.real("bias", 1));
    return x.times(base.power(x.tape().scalar(x.type(), -call.real("beta", 0.75))));
  }

  private static Tensor lengths(Call call) {
    Tensor x = call.x(0);
    int axis = call.axis("axis", -1);
    return call.integer("p", 2) == 1
        ? x.over(x.abs().sum(axis))
        : x.over(x.square().sum(axis).sqrt());
  }
}
