package modellint.fuzz;

import static modellint.fuzz.DjlLayers.code;
import static modellint.fuzz.DjlLayers.real;
import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import modellint.fuzz.Flow.Kind;
import modellint.fuzz.Piece.Chain;
import modellint.fuzz.Piece.Static;
import modellint.fuzz.Piece.Step;

/** A network of DJL, and the trainer that takes one step with it. */
final class DjlProgram {

  private final Source source;
  private final Dice dice;
  private final Style style;

  /** False of optimisers whose step the engine of PyTorch does not have. */
  private boolean runs = true;

  DjlProgram(Source source, Dice dice) {
    this.source = source;
    this.dice = dice;
    this.style = new Style(source, dice);
  }

  void write() {
    source.member("interface Step extends java.util.function.Function<NDList, NDList> {}");
    source.member("interface One extends java.util.function.Function<NDArray, NDArray> {}");
    source.member(
        "interface Merge extends"
            + " java.util.function.Function<java.util.List<NDList>, NDList> {}");
    boolean isStatic = dice.chance(0.5);
    var body = new Body(isStatic);
    Kind kind = dice.of(Kind.ROWS, Kind.IMAGE, Kind.SEQUENCE);
    boolean embedded = kind == Kind.SEQUENCE && dice.chance(0.25);
    var in = new Flow(kind, dice.between(1, 9), false);
    String shape =
        "new Shape("
            + switch (kind) {
              case ROWS -> "4, " + in.size();
              case IMAGE -> "4, " + in.size() + ", 16, 16";
              default -> "4, 5" + (embedded ? "" : ", " + in.size());
            }
            + ")";
    String content = embedded ? "ones" : "randomNormal";
    var net = new DjlBlocks(source, dice).whole(in, embedded);
    body.line("Block net = " + style.whole(net.chain(), body) + ";");
    if (dice.chance(0.3)) {
      String of = dice.of("Parameter.Type.WEIGHT", "it -> it.getName().endsWith(\"weight\")");
      body.line("net.setInitializer(" + style.write(initializer(), body) + ", " + of + ");");
    }
    if (dice.chance(0.05)) {
      body.line("net.freezeParameters(true);");
    }
    body.line("Model model = Model.newInstance(\"net\", \"PyTorch\");");
    body.line("model.setBlock(net);");
    body.line("DefaultTrainingConfig config = " + style.whole(config(), body) + ";");
    body.line("Trainer trainer = model.newTrainer(config);");
    body.line("trainer.initialize(" + shape + ");");
    body.line(
        !runs
            ? forward(shape, content)
            : dice.chance(0.5)
                ? "fit(trainer, " + shape + ");"
                : oneStep(shape, content).indent(2).strip());
    body.line("return trainer;");
    source.member(
        "static void fit(Trainer trainer, Shape shape) {\n" + oneStep("shape", content) + "}");
    source.member((isStatic ? "static " : "") + "Trainer definition() {\n" + body.text() + "}");
  }

  private static String forward(String shape, String content) {
    return "trainer.forward(new NDList(trainer.getManager()." + content + "(" + shape + ")));";
  }

  private static String oneStep(String shape, String content) {
    return """
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList out = trainer.forward(new NDList(trainer.getManager().CONTENT(SHAPE)));
        NDArray labels = trainer.getManager().zeros(out.head().getShape());
        collector.backward(trainer.getLoss().evaluate(new NDList(labels), new NDList(out.head())));
      }
      trainer.step();
    """
        .replace("SHAPE", shape)
        .replace("CONTENT", content);
  }

  private Chain config() {
    var steps = new ArrayList<Step>();
    if (dice.chance(0.6)) {
      steps.add(step("optOptimizer", optimizer()));
    }
    if (dice.chance(0.3)) {
      steps.add(
          step(
              "optInitializer",
              initializer(),
              new Piece.Word("Parameter.Type", dice.of("WEIGHT", "WEIGHT", "BIAS"))));
    }
    if (dice.chance(0.2)) {
      steps.add(step("addEvaluator", made("Accuracy")));
    }
    Piece loss = new Static("Loss", "Loss", dice.of("l2Loss", "l1Loss"), List.of());
    return new Chain("DefaultTrainingConfig", made("DefaultTrainingConfig", loss), steps, "");
  }

  private Piece optimizer() {
    String name = dice.of("sgd", "nag", "adam", "adamW", "rmsprop", "adagrad");
    runs = !Set.of("nag", "rmsprop", "adagrad").contains(name);
    boolean gradient = name.equals("sgd") || name.equals("nag");
    var steps = new ArrayList<Step>();
    if (gradient) {
      steps.add(step("setLearningRateTracker", tracker()));
    } else if (dice.chance(0.6)) {
      steps.add(step("optLearningRateTracker", tracker()));
    }
    if (name.equals("nag")) {
      steps.add(step("setMomentum", real("0.9f")));
    }
    if (name.equals("sgd") && dice.chance(0.5)) {
      steps.add(step("optMomentum", real("0.8f")));
    }
    if (dice.chance(0.3)) {
      steps.add(step("optWeightDecays", real("1e-4f")));
    }
    if (dice.chance(0.3)) {
      steps.add(step("optClipGrad", real(dice.of("5f", "-1f", "0.5f"))));
    }
    String type =
        switch (name) {
          case "adamW" -> "AdamW";
          case "rmsprop" -> "RmsProp";
          default -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
        };
    return new Chain(
        type, new Static(type + ".Builder", "Optimizer", name, List.of()), steps, "build");
  }

  private Piece tracker() {
    return switch (dice.between(0, 3)) {
      case 0 ->
          new Chain(
              "MultiFactorTracker",
              new Static("MultiFactorTracker.Builder", "Tracker", "multiFactor", List.of()),
              List.of(
                  step("setSteps", Piece.array(5, 10)),
                  step("setBaseValue", real("0.1f")),
                  step("optFactor", real("0.5f"))),
              "build");
      case 1 ->
          new Chain(
              "CosineTracker",
              new Static("CosineTracker.Builder", "Tracker", "cosine", List.of()),
              List.of(step("setBaseValue", real("0.02f")), step("setMaxUpdates", of(30))),
              "build");
      default ->
          new Static("Tracker", "Tracker", "fixed", List.of(real(dice.of("0.05f", "2e-3f"))));
    };
  }

  private Piece initializer() {
    return dice.of(
        made("NormalInitializer", real("0.05f")),
        made("NormalInitializer"),
        made("XavierInitializer"),
        made("UniformInitializer", real("0.2f")),
        made("TruncatedNormalInitializer", real("0.1f")),
        made("ConstantInitializer", real("0.3f")),
        made(
            "XavierInitializer",
            code("XavierInitializer.RandomType", "XavierInitializer.RandomType.GAUSSIAN"),
            code("XavierInitializer.FactorType", "XavierInitializer.FactorType.OUT"),
            of(3)));
  }
}
