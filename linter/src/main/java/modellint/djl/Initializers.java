package modellint.djl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Function;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Program;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Place;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;
import modellint.graph.Weights;

/**
 * Initialisers with the moments that the library's code gives. Where nothing is stated every weight
 * is drawn by {@code XavierInitializer(GAUSSIAN, IN, 2)}: He et al. 2015, whatever the activation.
 * {@code new XavierInitializer()} passes 6 for the magnitude to a uniform draw over the average
 * fan, twice the variance of Glorot and Bengio 2010.
 */
final class Initializers {

  /** Variance left of a unit normal that is cut off at two deviations. */
  private static final double TRUNCATED = 0.7737413035499232;

  /** An initialiser and the parameters it is for: a type, a name, or a predicate. */
  private record Rule(
      String scope, Value initializer, Value target, boolean certain, Place.Line place) {}

  /** The initialiser that a parameter itself is made with, and the call that says so. */
  record Own(Value initializer, Place.Line place) {}

  private final Program program;
  private final Refusals refusals;
  private final boolean initialised;
  private final List<Rule> configured;
  private final List<Rule> set = new ArrayList<>();

  /**
   * @param configured calls of {@code optInitializer(init, target)}: the trainer applies them last
   * @param initialised true where the program states a shape that the parameters are made for
   */
  Initializers(List<Call> configured, boolean initialised, Program program, Refusals refusals) {
    this.initialised = initialised;
    this.refusals = refusals;
    this.program = program;
    this.configured = configured.stream().map(it -> rule("", it)).toList();
  }

  /** {@code block.setInitializer(init, target)} on the block at {@code scope}. */
  void set(String scope, Call call) {
    set.add(rule(scope, call));
  }

  private static Rule rule(String scope, Call call) {
    return new Rule(scope, call.argument(0), call.argument(1), call.certain(), call.place());
  }

  /** How the parameter {@code name} of {@code type} is drawn: the last rule that means it. */
  Weights of(String path, ParameterType type, String name, Shape shape, Optional<Own> own) {
    for (Rule rule : rules()) {
      Optional<Boolean> meant =
          isWithin(path, rule.scope()) ? meant(rule, path, type, name) : Optional.of(false);
      if (meant.isEmpty()) {
        return new Weights.Unknown("which parameters an initialiser is for is not known");
      }
      if (meant.get()) {
        return drawn(rule.initializer(), shape, name).at(rule.place());
      }
    }
    if (own.isEmpty() && type == ParameterType.WEIGHT && shape.rank() < 2) {
      refusals.add(Fault.FLAT_XAVIER, name, shape.rank(), 2);
    }
    if (own.isEmpty() && type == ParameterType.OTHER && initialised) {
      refusals.add(Fault.NO_INITIALIZER, name, 0, 1);
    }
    return own.map(it -> drawn(it.initializer(), shape, name).at(it.place()))
        .orElseGet(() -> byType(type, shape));
  }

  /** Those that override others first. */
  private List<Rule> rules() {
    var rules = new ArrayList<>(set);
    rules.addAll(configured);
    Collections.reverse(rules);
    return rules;
  }

  /** True where the block at {@code path} is the one at {@code scope} or inside of it. */
  static boolean isWithin(String path, String scope) {
    return scope.isEmpty() || path.equals(scope) || path.startsWith(scope + "_");
  }

  private static Weights byType(ParameterType type, Shape shape) {
    return switch (type) {
      case WEIGHT -> xavier("He (DJL's default)", false, "IN", 2, shape);
      case BIAS, BETA, RUNNING_MEAN -> constant("ZEROS", 0);
      case GAMMA, RUNNING_VAR -> constant("ONES", 1);
      case OTHER -> new Weights.Unknown("DJL has no default initialiser for this parameter");
    };
  }

  /** On a block, a name means a parameter of its own; in a configuration, any of that name. */
  private Optional<Boolean> meant(Rule rule, String path, ParameterType type, String name) {
    Value target = rule.target();
    Optional<Boolean> meant;
    if (target instanceof Value.Constant it) {
      meant = Optional.of(it.name().equals(type.name()));
    } else if (target instanceof Function it) {
      meant = holds(it, type, name);
    } else {
      boolean near = configured.contains(rule) || path.equals(rule.scope());
      meant = target.text().map(it -> near && name.equals(it));
    }
    return rule.certain() ? meant : meant.filter(it -> !it);
  }

  private Optional<Boolean> holds(Function predicate, ParameterType type, String name) {
    Value kind = new Value.Constant(DjlApi.PARAMETER + ".Type", type.name());
    var parameter =
        new Obj(
            DjlApi.PARAMETER,
            new Origin.Made(List.of(new Value.Text(name), kind), predicate.place()));
    try {
      return program.apply(predicate, List.of(parameter), new DjlApi()).truth();
    } catch (Program.Ended e) {
      return Optional.empty();
    }
  }

  private static Weights constant(String name, double value) {
    return new Weights.Declared(new Init.Constant(name, value));
  }

  private Weights drawn(Value initializer, Shape shape, String name) {
    if (initializer instanceof Value.Constant it) {
      return switch (it.name()) {
        case "ZEROS" -> constant("ZEROS", 0);
        case "ONES" -> constant("ONES", 1);
        default -> new Weights.Unknown("initialiser " + it.name() + " is not DJL's");
      };
    }
    if (!(initializer instanceof Obj made)) {
      return new Weights.Unknown(
          initializer.why().orElse("the initialiser is a function of the program's own"));
    }
    String type = made.type().substring(made.type().lastIndexOf('.') + 1);
    List<Value> arguments = made.origin().arguments();
    check(made, type, shape, name);
    return switch (type) {
      case "XavierInitializer" -> xavier(arguments, shape);
      case "NormalInitializer" ->
          number(arguments, 0.01)
              .<Weights>map(it -> new Weights.Declared(new Init.Normal(type, 0, it * it)))
              .orElseGet(() -> unknown(arguments));
      case "TruncatedNormalInitializer" ->
          number(arguments, 0.01)
              .<Weights>map(
                  it -> new Weights.Declared(new Init.Normal(type, 0, TRUNCATED * it * it)))
              .orElseGet(() -> unknown(arguments));
      case "UniformInitializer" ->
          number(arguments, 0.07)
              .<Weights>map(it -> new Weights.Declared(new Init.Uniform(type, -it, it)))
              .orElseGet(() -> unknown(arguments));
      case "ConstantInitializer" ->
          number(arguments, 0)
              .<Weights>map(it -> constant(type, it))
              .orElseGet(() -> unknown(arguments));
      default -> new Weights.Unknown("initialiser " + type + " is not DJL's");
    };
  }

  /** What the initialiser itself, or the engine's draw, throws at. */
  private void check(Obj made, String type, Shape shape, String name) {
    Place.Line place = made.origin().place();
    List<Value> arguments = made.origin().arguments();
    boolean xavier = type.equals("XavierInitializer");
    if (xavier && shape.rank() < 2) {
      refusals.add(Fault.FLAT_XAVIER, name, place, shape.rank(), 2);
    }
    int index = xavier ? 2 : 0;
    if (xavier || type.equals("NormalInitializer") || type.equals("UniformInitializer")) {
      arguments.stream()
          .skip(index)
          .findFirst()
          .flatMap(Value::real)
          .filter(it -> it < 0)
          .ifPresent(it -> refusals.add(Fault.NEGATIVE_SPREAD, type, place, it, 0));
    }
  }

  private static Optional<Double> number(List<Value> arguments, double otherwise) {
    return arguments.isEmpty() ? Optional.of(otherwise) : arguments.get(0).real();
  }

  private static Weights unknown(List<Value> arguments) {
    return new Weights.Unknown(arguments.get(0).why().orElse("the initialiser's argument"));
  }

  private static Weights xavier(List<Value> arguments, Shape shape) {
    if (arguments.isEmpty()) {
      return xavier("XavierInitializer()", true, "AVG", 6, shape);
    }
    if (arguments.size() < 3
        || !(arguments.get(0) instanceof Value.Constant random)
        || !(arguments.get(1) instanceof Value.Constant factor)
        || arguments.get(2).real().isEmpty()) {
      return new Weights.Unknown("the arguments of XavierInitializer are not known");
    }
    return xavier(
        "XavierInitializer",
        random.name().equals("UNIFORM"),
        factor.name(),
        arguments.get(2).real().get(),
        shape);
  }

  private static Weights xavier(
      String name, boolean uniform, String factor, double magnitude, Shape shape) {
    if (shape.rank() < 2) {
      return new Weights.Unknown("XavierInitializer refuses a parameter of one dimension");
    }
    List<Dim> window = shape.dims().subList(2, shape.rank());
    Dim area = Sizes.product(window);
    Dim in = shape.dim(1).times(area);
    Dim out = shape.dim(0).times(area);
    boolean known =
        (factor.equals("OUT") || in.isKnown()) && (factor.equals("IN") || out.isKnown());
    if (!known) {
      Dim open = !factor.equals("OUT") && !in.isKnown() ? in : out;
      return new Weights.Unknown("the variance of " + name + " depends on the fan " + open);
    }
    double fan =
        switch (factor) {
          case "IN" -> in.size();
          case "OUT" -> out.size();
          default -> (in.size() + out.size()) / 2.0;
        };
    double scale = StrictMath.sqrt(magnitude / fan);
    return new Weights.Declared(
        uniform ? new Init.Uniform(name, -scale, scale) : new Init.Normal(name, 0, scale * scale));
  }
}
