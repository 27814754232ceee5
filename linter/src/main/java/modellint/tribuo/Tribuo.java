package modellint.tribuo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Activation;
import modellint.definition.Definition;
import modellint.definition.Finds;
import modellint.definition.Library;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.graph.Weights;

/**
 * Tribuo: {@code MLPExamples.buildMLPGraph(name, features, hidden, outputs)}: rectified layers,
 * weights by Glorot's truncated normal (Glorot and Bengio 2010), biases of 0.1.
 */
public final class Tribuo implements Library {

  static final String TENSORFLOW = "org.tribuo.interop.tensorflow";

  private final Api api =
      new TribuoApi(
          new Vocabulary(
              Vocabulary.classes(
                  Map.of(
                      TENSORFLOW,
                      "GradientOptimiser TensorFlowTrainer DenseFeatureConverter LabelConverter"
                          + " RegressorConverter ImageConverter MultiLabelConverter",
                      TENSORFLOW + ".example",
                      "CNNExamples GraphDefTuple MLPExamples")),
              Set.of()));

  @Override
  public List<String> imports() {
    return List.of(TENSORFLOW);
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public Set<String> marks() {
    return Set.of("buildMLPGraph", "buildLeNetGraph");
  }

  @Override
  public Found definitions(Evaluator.Result evaluation, String version) {
    var finds = new Finds();
    for (Obj object : evaluation.objects()) {
      if (object.origin() instanceof Origin.Static it && it.type().startsWith(TENSORFLOW)) {
        if (it.method().equals("buildMLPGraph")) {
          finds.add(it.place(), () -> read(object, it, evaluation.objects()));
        } else if (it.method().equals("buildLeNetGraph")) {
          finds.add(it.place(), () -> LeNet.read(it, training(object, it, evaluation.objects())));
        }
      }
    }
    return finds.found();
  }

  private static Definition read(Obj tuple, Origin.Static made, List<Obj> objects)
      throws Unreadable {
    List<Value> arguments = made.arguments();
    if (arguments.size() < 4) {
      throw new Unreadable("its sizes are not known");
    }
    List<Value> hidden =
        arguments
            .get(2)
            .elements()
            .orElseThrow(() -> new Unreadable("its hidden layers are not known"));
    var net = new Perceptron(made.place());
    net.input(Perceptron.size(arguments.get(1), "features"));
    int number = 0;
    for (Value units : hidden) {
      dense(net, "hidden" + number++, Perceptron.size(units, "hidden"), true, made.place());
    }
    dense(net, "output", Perceptron.size(arguments.get(3), "outputs"), false, made.place());
    return net.definition("tribuo", training(tuple, made, objects));
  }

  static void dense(Perceptron net, String name, Dim units, boolean rectified, Place place) {
    Optional<Double> in = Perceptron.number(net.size());
    Optional<Double> out = Perceptron.number(units);
    Weights weights =
        in.isPresent() && out.isPresent()
            ? new Weights.Declared(
                new Init.Normal("Glorot truncated normal", 0, 2 / (in.get() + out.get())))
            : new Weights.Unknown("the variance of " + name + " depends on its fans");
    net.dense(
        name,
        units,
        weights,
        Optional.of(new Weights.Declared(new Init.Constant("constant", 0.1))),
        rectified ? Activation.RELU : Activation.IDENTITY,
        place);
  }

  /** The trainer that is given the tuple's graph. */
  private static Training training(Obj tuple, Origin.Static made, List<Obj> objects) {
    Optional<Obj> trainer =
        objects.stream()
            .filter(it -> it.type().equals(TENSORFLOW + ".TensorFlowTrainer"))
            .filter(it -> it.origin().arguments().stream().anyMatch(a -> comesFrom(a, tuple)))
            .findFirst();
    Training training = trainer.map(it -> training(it)).orElse(Training.UNKNOWN);
    var refusals = new ArrayList<>(training.details().refusals());
    refusals.addAll(Refused.by(made, trainer));
    return refusals.isEmpty() ? training : training.refused(refusals);
  }

  private static boolean comesFrom(Value value, Obj tuple) {
    return value == tuple
        || (value instanceof Obj it
            && it.origin() instanceof Origin.Result made
            && made.receiver() == tuple);
  }

  private static Training training(Obj trainer) {
    Optional<String> optimiser = Optional.empty();
    Optional<Value.Table> parameters = Optional.empty();
    var numbers = new LinkedHashMap<String, Double>();
    Optional<Loss> loss = Optional.empty();
    for (Value value : trainer.origin().arguments()) {
      if (optimiser(value).isPresent()) {
        optimiser = optimiser(value);
      } else if (value instanceof Value.Table it) {
        parameters = Optional.of(it);
        it.entries()
            .forEach(
                (key, number) -> {
                  if (key.text().isPresent() && number.real().isPresent()) {
                    numbers.put(key.text().get(), number.real().get());
                  }
                });
      } else if (value instanceof Obj it && it.type().endsWith(".MultiLabelConverter")) {
        loss = Optional.of(Loss.SIGMOID_CROSS_ENTROPY);
      } else if (value instanceof Obj it && it.type().endsWith(".LabelConverter")) {
        loss = Optional.of(Loss.SOFTMAX_CROSS_ENTROPY);
      } else if (value instanceof Obj it && it.type().endsWith(".RegressorConverter")) {
        loss = Optional.of(Loss.MSE);
      }
    }
    Place place = trainer.origin().place();
    List<Refusal> refusals =
        optimiser.isPresent() && parameters.isPresent()
            ? Optimisers.refusals(optimiser.get(), parameters.get(), place)
            : List.of();
    return Training.builder()
        .optimizer(optimiser.map(Optimisers::word))
        .learningRate(Optional.ofNullable(numbers.get("learningRate")))
        .momentum(Optional.ofNullable(numbers.get("momentum")))
        .l1(penalty(numbers, "l1Strength"))
        .l2(penalty(numbers, "l2Strength"))
        .loss(loss)
        .batchSize(batch(trainer.origin().arguments()))
        .details(
            TrainingDetails.builder()
                .hyperparameters(Optimisers.renamed(numbers))
                .places(Map.of("optimizer", place))
                .refusals(refusals)
                .build())
        .build();
  }

  /** A constant of {@code GradientOptimiser}, or {@code valueOf} of its name. */
  private static Optional<String> optimiser(Value value) {
    if (value instanceof Value.Constant it && it.type().endsWith("GradientOptimiser")) {
      return Optional.of(it.name());
    }
    return value instanceof Obj it
            && it.origin() instanceof Origin.Static made
            && made.type().endsWith(".GradientOptimiser")
            && made.method().equals("valueOf")
            && made.arguments().size() == 1
        ? made.arguments().get(0).text()
        : Optional.empty();
  }

  /** The first of the whole numbers: batch, epochs, batch of the test, interval of the log. */
  private static Optional<Integer> batch(List<Value> given) {
    List<Long> numbers = given.stream().flatMap(it -> it.whole().stream()).toList();
    return numbers.size() == 4 ? Optional.of(numbers.get(0).intValue()) : Optional.empty();
  }

  private static Optional<Double> penalty(Map<String, Double> numbers, String name) {
    return Optional.ofNullable(numbers.get(name)).filter(it -> it > 0);
  }
}
