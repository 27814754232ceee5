package modellint.fuzz;

import java.util.List;

/** Definitions as source text, one for each seed. */
public final class Sources {

  private static final Names DL4J =
      new Names(
          List.of(
              "org.deeplearning4j.nn.conf.layers.",
              "org.deeplearning4j.nn.conf.",
              "org.deeplearning4j.nn.conf.layers.recurrent.",
              "org.deeplearning4j.nn.conf.layers.misc.",
              "org.deeplearning4j.nn.conf.layers.util.",
              "org.deeplearning4j.nn.conf.layers.variational.",
              "org.deeplearning4j.nn.conf.layers.convolutional.",
              "org.deeplearning4j.nn.conf.graph.",
              "org.deeplearning4j.nn.conf.graph.rnn.",
              "org.deeplearning4j.nn.conf.inputs.",
              "org.deeplearning4j.nn.conf.preprocessor.",
              "org.deeplearning4j.nn.conf.distribution.",
              "org.deeplearning4j.nn.conf.dropout.",
              "org.deeplearning4j.nn.conf.constraint.",
              "org.deeplearning4j.nn.conf.weightnoise.",
              "org.deeplearning4j.nn.weights.",
              "org.deeplearning4j.nn.multilayer.MultiLayerNetwork",
              "org.deeplearning4j.nn.graph.ComputationGraph",
              "org.deeplearning4j.nn.transferlearning.",
              "org.deeplearning4j.nn.api.OptimizationAlgorithm",
              "org.nd4j.linalg.activations.",
              "org.nd4j.linalg.activations.impl.",
              "org.nd4j.linalg.learning.config.",
              "org.nd4j.linalg.schedule.",
              "org.nd4j.linalg.lossfunctions.LossFunctions."));

  private static final Names DJL =
      new Names(
          List.of(
              "ai.djl.",
              "ai.djl.ndarray.",
              "ai.djl.ndarray.index.",
              "ai.djl.ndarray.types.",
              "ai.djl.nn.",
              "ai.djl.nn.convolutional.",
              "ai.djl.nn.core.",
              "ai.djl.nn.norm.",
              "ai.djl.nn.pooling.",
              "ai.djl.nn.recurrent.",
              "ai.djl.nn.transformer.",
              "ai.djl.training.",
              "ai.djl.training.evaluator.",
              "ai.djl.training.initializer.",
              "ai.djl.training.loss.",
              "ai.djl.training.optimizer.",
              "ai.djl.training.tracker.",
              "ai.djl.util."));

  private static final Names SAMEDIFF =
      new Names(
          List.of(
              "org.nd4j.autodiff.samediff.",
              "org.nd4j.linalg.api.buffer.",
              "org.nd4j.linalg.api.ops.impl.layers.convolution.config.",
              "org.nd4j.linalg.factory.",
              "org.nd4j.linalg.learning.config.",
              "org.nd4j.weightinit.",
              "org.nd4j.weightinit.impl."));

  private Sources() {}

  /** The class {@code name} with a method {@code definition} that gives a configuration. */
  public static String dl4j(String name, long seed) {
    var dice = new Dice(seed);
    return write(name, new ListDefinition(dice).make(), dice, DL4J);
  }

  /** As {@link #dl4j}, of a graph. */
  public static String dl4jGraph(String name, long seed) {
    var dice = new Dice(seed);
    return write(name, new GraphDefinition(dice).make(), dice, DL4J);
  }

  /**
   * The class {@code name} with a method {@code definition} that gives a network made of another.
   */
  public static String dl4jTransfer(String name, long seed) {
    var dice = new Dice(seed);
    var source = new Source(name, dice, DL4J);
    new Transfers(source, dice).write();
    return source.text();
  }

  /** The shapes of an example that the definition of {@code seed} may take, of either kind. */
  public static List<long[]> shapes(long seed) {
    return Input.any(new Dice(seed)).shapes();
  }

  /** The class {@code name} with a method {@code definition} that gives a trainer of DJL. */
  public static String djl(String name, long seed) {
    var dice = new Dice(seed);
    var source = new Source(name, dice, DJL);
    new DjlProgram(source, dice).write();
    return source.text();
  }

  /** The class {@code name} with a method {@code definition} that gives a graph of SameDiff. */
  public static String sameDiff(String name, long seed) {
    var dice = new Dice(seed);
    var source = new Source(name, dice, SAMEDIFF);
    new SameDiffProgram(source, dice).write();
    return source.text();
  }

  private static String write(String name, Piece.Chain definition, Dice dice, Names library) {
    var source = new Source(name, dice, library);
    var style = new Style(source, dice);
    boolean isStatic = dice.chance(0.5);
    var body = new Body(isStatic);
    String result = style.whole(definition, body);
    source.member(
        (isStatic ? "static " : "")
            + definition.type()
            + " definition() {\n"
            + body.text()
            + "  return "
            + result
            + ";\n}");
    return source.text();
  }
}
