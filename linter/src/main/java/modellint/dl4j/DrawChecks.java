package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Refusal.Fault;

/**
 * The library's demands on what is drawn at random: initialisers, dropout, noise and constraints
 * whose own numbers are impossible.
 */
final class DrawChecks {

  private static final String SPREADS = "(|Truncated|Log)NormalDistribution|GaussianDistribution";

  private DrawChecks() {}

  static void check(Drawing it, Refusals refusals) {
    String name = it.settings().name();
    Settings global = it.settings().globals().settings();
    boolean weights = !it.settings().type().matches(".*(Pool|Subsampl|Loss|Activation|Dropout).*");
    Stream.concat(
            Globals.initOf(it.own()).stream(),
            weights ? Globals.initOf(global).stream() : Stream.empty())
        .flatMap(value -> Settings.of(value).stream())
        .forEach(made -> distribution(made, name, refusals));
    it.settings().dropout().flatMap(Settings::of).ifPresent(made -> dropout(made, it, refusals));
    IdentityChecks.check(it, refusals);
    for (Settings settings : List.of(global, it.own())) {
      settings.calls().stream()
          .filter(Call::certain)
          .filter(call -> call.method().matches("constrain(Weights|Bias|Recurrent)"))
          .forEach(call -> constraints(call, it, refusals));
    }
    Stream.of(it.own(), global)
        .flatMap(settings -> settings.value("weightNoise").stream())
        .findFirst()
        .filter(value -> weights)
        .flatMap(Settings::of)
        .filter(noise -> noise.type().equals("WeightNoise"))
        .flatMap(noise -> noise.argument(0))
        .flatMap(Settings::of)
        .ifPresent(made -> distribution(made, name, refusals));
    slope(it, refusals);
  }

  /** The bounds of a slope that is drawn. */
  private static void slope(Drawing it, Refusals refusals) {
    Settings.of(it.settings().activation())
        .filter(made -> made.type().equals("ActivationRReLU"))
        .ifPresent(
            made -> {
              Optional<Double> lower = made.argument(0).flatMap(Value::real);
              Optional<Double> upper = made.argument(1).flatMap(Value::real);
              if (lower.isPresent() && upper.isPresent() && lower.get() > upper.get()) {
                refusals.add(
                    Fault.OUTLYING_SETTING,
                    "the lower bound of RReLU of " + it.settings().name(),
                    made.place(),
                    lower.get(),
                    upper.get());
              }
            });
  }

  private static void distribution(Settings made, String name, Refusals refusals) {
    Optional<Double> first = made.argument(0).flatMap(Value::real);
    Optional<Double> second = made.argument(1).flatMap(Value::real);
    if (made.type().equals("WeightInitDistribution")) {
      made.argument(0)
          .filter(inner -> inner instanceof Value.Nothing)
          .ifPresent(
              inner ->
                  refusals.add(
                      Fault.NULL_SETTING,
                      "the distribution of the weights of " + name,
                      made.place(),
                      0,
                      1));
      made.argument(0)
          .flatMap(Settings::of)
          .ifPresent(inner -> distribution(inner, name, refusals));
    } else if (made.type().matches(SPREADS) && second.filter(std -> std <= 0).isPresent()) {
      refusals.add(Fault.NOT_POSITIVE, "the deviation of " + name, made.place(), second.get(), 0);
    } else if (made.type().equals("UniformDistribution")
        && first.isPresent()
        && second.filter(upper -> upper <= first.get()).isPresent()) {
      refusals.add(
          Fault.OUTLYING_SETTING,
          "the upper bound of the weights of " + name,
          made.place(),
          second.get(),
          first.get());
    } else if (made.type().equals("BinomialDistribution")) {
      first
          .filter(trials -> trials < 0)
          .ifPresent(
              trials ->
                  refusals.add(
                      Fault.OUTLYING_SETTING,
                      "the number of trials of the weights of " + name,
                      made.place(),
                      trials,
                      0));
      second
          .filter(share -> share < 0 || share > 1)
          .ifPresent(
              share ->
                  refusals.add(
                      Fault.OUTLYING_SETTING,
                      "the probability of the weights of " + name,
                      made.place(),
                      share,
                      share < 0 ? 0 : 1));
    }
  }

  private static void dropout(Settings made, Drawing it, Refusals refusals) {
    boolean shares = made.type().matches("(|Alpha|Spatial)Dropout");
    made.argument(0)
        .flatMap(Value::real)
        .filter(share -> shares && share <= 0)
        .ifPresent(share -> refusals.add(Fault.RETAINED_SHARE, "", made.place(), share, 0));
    boolean rows = it.flow() instanceof Flow.Rows;
    if (made.type().equals("SpatialDropout") && rows && Layouts.wantsRows(it.settings().type())) {
      String subject = "the SpatialDropout of " + it.settings().name();
      refusals.add(Fault.UNFIT_INPUT, subject, made.place(), 1, 2);
    }
    made.arguments().stream()
        .flatMap(value -> Schedules.late(value).stream())
        .forEach(late -> refusals.add(Fault.NO_FIRST_RATE, "", late.place(), late.firstKey(), 0));
  }

  private static void constraints(Call call, Drawing it, Refusals refusals) {
    int rank = rank(call.method(), it.settings().type());
    for (Value value : Dl4jApi.spread(call.arguments())) {
      Optional<Settings> made = Settings.of(value);
      if (made.isPresent()) {
        rate(made.get(), it, refusals);
        bounds(made.get(), it, refusals);
        long most = axes(made.get()).stream().mapToLong(axis -> axis).max().orElse(0);
        if (rank > 0 && most >= rank) {
          refusals.add(
              Fault.OUTLYING_SETTING,
              "the axis of the constraint of " + it.settings().name(),
              made.get().place(),
              most,
              rank - 1.0);
        }
      }
    }
  }

  /** The axes of what a constraint is laid upon; zero where it is not known. */
  private static int rank(String method, String type) {
    if (method.equals("constrainBias")) {
      return type.matches("DenseLayer|OutputLayer") ? 1 : 0;
    }
    if (method.equals("constrainRecurrent")) {
      return type.equals("LSTM") ? 2 : 0;
    }
    return type.matches("DenseLayer|OutputLayer") ? 2 : type.equals("ConvolutionLayer") ? 4 : 0;
  }

  /** A norm between two bounds, of which the first must be the smaller. */
  private static void bounds(Settings made, Drawing it, Refusals refusals) {
    Optional<Double> least = made.argument(0).flatMap(Value::real);
    Optional<Double> most = made.argument(1).flatMap(Value::real);
    if (made.type().equals("MinMaxNormConstraint")
        && least.isPresent()
        && most.filter(bound -> bound <= least.get()).isPresent()) {
      refusals.add(
          Fault.OUTLYING_SETTING,
          "the upper bound of the constraint of " + it.settings().name(),
          made.place(),
          most.get(),
          least.get());
    }
  }

  /** The rate of a norm between two bounds, which only a constructor of four or more takes. */
  private static void rate(Settings made, Drawing it, Refusals refusals) {
    boolean stated =
        made.type().equals("MinMaxNormConstraint")
            && made.argument(2).filter(value -> value instanceof Value.Real).isPresent();
    Optional<Double> rate = stated ? made.argument(2).flatMap(Value::real) : Optional.empty();
    String subject = "the rate of the constraint of " + it.settings().name();
    rate.filter(share -> share <= 0)
        .ifPresent(share -> refusals.add(Fault.NOT_POSITIVE, subject, made.place(), share, 0));
    rate.filter(share -> share > 1)
        .ifPresent(share -> refusals.add(Fault.OUTLYING_SETTING, subject, made.place(), share, 1));
  }

  private static List<Long> axes(Settings made) {
    int first =
        switch (made.type()) {
          case "MaxNormConstraint" -> 1;
          case "UnitNormConstraint" -> 0;
          case "MinMaxNormConstraint" ->
              made.argument(2).filter(value -> value instanceof Value.Real).isPresent() ? 3 : 2;
          default -> made.arguments().size();
        };
    int from = Math.min(first, made.arguments().size());
    return Sizes.numbers(made.arguments().subList(from, made.arguments().size())).orElse(List.of());
  }
}
