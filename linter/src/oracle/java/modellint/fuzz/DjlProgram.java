package modellint.fuzz;

import modellint.fuzz.Flow.Kind;

/** A network of DJL, and the trainer that takes one step with it. */
final class DjlProgram {

  private final Source source;
  private final Dice dice;
  private final Style style;

  private final DjlTraining training;

  DjlProgram(Source source, Dice dice) {
    this.source = source;
    this.dice = dice;
    this.style = new Style(source, dice);
    this.training = new DjlTraining(dice);
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
      String drawn = style.write(training.initializer(), body);
      body.line("net.setInitializer(" + drawn + ", " + of + ");");
    }
    if (dice.chance(0.05)) {
      body.line("net.freezeParameters(true);");
    }
    body.line("Model model = Model.newInstance(\"net\", \"PyTorch\");");
    body.line("model.setBlock(net);");
    body.line("DefaultTrainingConfig config = " + style.whole(training.config(), body) + ";");
    body.line("Trainer trainer = model.newTrainer(config);");
    body.line("trainer.initialize(" + shape + ");");
    body.line(
        !training.runs()
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

  private String oneStep(String shape, String content) {
    return """
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList out = trainer.forward(new NDList(trainer.getManager().CONTENT(SHAPE)));
        NDArray labels = trainer.getManager().LABELS;
        collector.backward(trainer.getLoss().evaluate(new NDList(labels), new NDList(out.head())));
      }
      trainer.step();
    """
        .replace("SHAPE", shape)
        .replace("CONTENT", content)
        .replace("LABELS", training.labels("out.head().getShape()"));
  }
}
