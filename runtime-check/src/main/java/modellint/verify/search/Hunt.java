package modellint.verify.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import modellint.onnx.proto.ModelProto;
import modellint.verify.gradient.Registry;
import modellint.verify.run.Block;
import modellint.verify.run.Differentiated;
import modellint.verify.run.UnsupportedModelException;
import modellint.verify.tape.Type;

/**
 * One search: every start is tried, then the worst is made worse by signed steps along the gradient
 * of the operand, as adversarial inputs are found (Goodfellow et al. 2015), and as GRIST (Yan et
 * al. 2021) finds numerical bugs. It ends with the first input that shows the hazard, or with the
 * budget.
 */
public final class Hunt {

  private static final int MOST_STEPS = 40;
  private static final long MOST_NANOS = 8_000_000_000L;
  private static final double FIRST_STEP = 0.25;
  private static final double SHORTER = 0.7;
  private static final double LEAST_STEP = 1e-3;

  private final ModelProto model;
  private final Map<String, Box> boxes;
  private final LongFunction<Map<String, Block>> draw;
  private final List<String> weights;

  /**
   * @param ranges what inputs take, low and high, by name
   * @param draw inputs of all kinds by a seed
   * @param weights parameters whose gradient may become NaN
   */
  public Hunt(
      ModelProto model,
      Map<String, double[]> ranges,
      LongFunction<Map<String, Block>> draw,
      List<String> weights) {
    this.model = model;
    this.draw = draw;
    this.weights = List.copyOf(weights);
    this.boxes = new LinkedHashMap<>();
    draw.apply(1)
        .forEach(
            (name, block) -> {
              if (Type.isReal(block.type())) {
                double[] range = ranges.get(name);
                boxes.put(name, range == null ? Box.STANDARDISED : new Box(range[0], range[1]));
              }
            });
  }

  /** What was found, and the input where it shows the hazard. */
  public record Result(Find find, Optional<Map<String, Block>> input) {}

  public Result search(Search search) {
    try (var attempt = new Attempt(search)) {
      return attempt.run();
    } catch (UnsupportedModelException e) {
      return new Result(
          Find.none(search, "the search could not run: " + e.getMessage()), Optional.empty());
    }
  }

  /** The models of one search, loaded once. */
  private final class Attempt implements AutoCloseable {

    private final Search search;
    private final List<Map<String, Block>> starts;
    private final Differentiated operand;
    private final Differentiated result;
    private final long end = System.nanoTime() + MOST_NANOS;
    private Optional<Differentiated> gradients = Optional.empty();
    private int runs;

    Attempt(Search search) {
      this.search = search;
      this.starts = new Starts(draw, boxes).all();
      Map<String, Block> first = starts.get(0);
      Set<String> inputs = boxes.keySet();
      this.operand =
          Differentiated.of(
              Cutout.of(model, search.operand()),
              first,
              new Differentiated.Request(inputs, inputs, Set.of(), Set.of()),
              Registry.STANDARD);
      this.result =
          Differentiated.of(
              Cutout.of(model, search.output()),
              first,
              new Differentiated.Request(Set.of(), Set.of(), Set.of(), Set.of()),
              Registry.STANDARD);
    }

    Result run() {
      Optional<Look> worst = Optional.empty();
      for (Map<String, Block> start : starts) {
        Look look = look(start);
        if (shows(look)) {
          return found(look);
        }
        boolean worse =
            worst.isEmpty()
                || search.badness(look.extreme.value())
                    > search.badness(worst.get().extreme.value());
        worst = worse && !Double.isNaN(look.extreme.value()) ? Optional.of(look) : worst;
      }
      return worst.isEmpty()
          ? new Result(Find.none(search, "every run gave NaN before this node"), Optional.empty())
          : climb(worst.get());
    }

    private Result climb(Look start) {
      Look best = start;
      double step = FIRST_STEP;
      for (int i = 0; i < MOST_STEPS && step > LEAST_STEP && System.nanoTime() < end; i++) {
        Look next = look(moved(best, step));
        if (shows(next)) {
          return found(next);
        }
        boolean better =
            search.badness(next.extreme.value()) > search.badness(best.extreme.value());
        step = better ? step : step * SHORTER;
        best = better ? next : best;
      }
      return new Result(describe(best, false), Optional.empty());
    }

    private Map<String, Block> moved(Look from, double step) {
      var moved = new LinkedHashMap<>(from.input);
      from.gradients.forEach(
          (name, gradient) -> {
            Box box = boxes.get(name);
            if (box != null) {
              Block input = Objects.requireNonNull(from.input.get(name));
              double[] values = input.reals();
              double[] slopes = gradient.reals();
              Arrays.setAll(
                  values,
                  i ->
                      Double.isFinite(slopes[i])
                          ? box.clamp(values[i] + step * box.width() * Math.signum(slopes[i]))
                          : values[i]);
              moved.put(name, input.with(values));
            }
          });
      return moved;
    }

    private Look look(Map<String, Block> input) {
      runs++;
      var seen = new HashMap<String, Extreme>();
      Differentiated.Result run =
          operand.run(
              input,
              outputs -> {
                Block value = outputs.get(Cutout.OUTPUT);
                if (value == null) {
                  throw new UnsupportedModelException("the operand is not real");
                }
                Extreme extreme = Extreme.of(search, value);
                seen.put(Cutout.OUTPUT, extreme);
                return Map.of(Cutout.OUTPUT, value.with(extreme.direction()));
              });
      return new Look(input, Objects.requireNonNull(seen.get(Cutout.OUTPUT)), run.gradients());
    }

    private boolean shows(Look look) {
      return switch (search.sign()) {
        case LIMIT -> search.isBeyond(look.extreme.value());
        case OUTPUT -> !isFinite(output(look.input));
        case GRADIENT -> search.isBeyond(look.extreme.value()) && isBroken(look.input);
      };
    }

    private Block output(Map<String, Block> input) {
      Block value = result.run(input, outputs -> Map.of()).outputs().get(Cutout.OUTPUT);
      if (value == null) {
        throw new UnsupportedModelException("the result is not real");
      }
      return value;
    }

    /** The whole model, forward and back. */
    private boolean isBroken(Map<String, Block> input) {
      if (gradients.isEmpty()) {
        Set<String> sources = new LinkedHashSet<>(weights);
        gradients =
            Optional.of(
                Differentiated.of(
                    model,
                    input,
                    new Differentiated.Request(sources, Set.of(), sources, Set.of()),
                    Registry.STANDARD));
      }
      var random = new Random(1);
      Differentiated.Result back =
          gradients
              .get()
              .run(
                  input,
                  outputs -> {
                    var seeds = new HashMap<String, Block>();
                    outputs.forEach(
                        (name, block) -> {
                          var values = new double[block.count()];
                          Arrays.setAll(values, i -> random.nextGaussian());
                          seeds.put(name, block.with(values));
                        });
                    return seeds;
                  });
      return back.norms().values().stream().anyMatch(it -> !it.isFinite());
    }

    private Result found(Look look) {
      return new Result(describe(look, true), Optional.of(look.input));
    }

    private Find describe(Look look, boolean found) {
      double squares = 0;
      long count = 0;
      for (String name : boxes.keySet()) {
        for (double it : Objects.requireNonNull(look.input.get(name)).reals()) {
          squares += it * it;
          count++;
        }
      }
      double norm = count == 0 ? Double.NaN : Math.sqrt(squares / count);
      return new Find(search.output(), found, look.extreme.value(), norm, runs, "");
    }

    @Override
    public void close() {
      try (operand;
          result) {
        gradients.ifPresent(Differentiated::close);
      }
    }
  }

  /** One input, what it does to the operand, and how the operand hangs on it. */
  private record Look(Map<String, Block> input, Extreme extreme, Map<String, Block> gradients) {}

  private static boolean isFinite(Block block) {
    return Arrays.stream(block.reals()).allMatch(Double::isFinite);
  }
}
