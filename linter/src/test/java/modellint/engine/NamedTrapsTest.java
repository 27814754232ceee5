package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import modellint.config.Config;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The traps of losses, outputs and libraries by their names: each is told in Java, silent where it
 * is mended, and silent where the source leaves it open.
 */
class NamedTrapsTest {

  private static final String DL4J =
      """
      import org.deeplearning4j.nn.conf.*;
      import org.deeplearning4j.nn.conf.distribution.*;
      import org.deeplearning4j.nn.conf.inputs.InputType;
      import org.deeplearning4j.nn.conf.layers.*;
      import org.deeplearning4j.nn.weights.WeightInit;
      import org.nd4j.linalg.activations.Activation;
      import org.nd4j.linalg.learning.config.*;
      import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
      import org.nd4j.linalg.schedule.*;

      class Net {
        MultiLayerConfiguration net(
            double number, int size, Activation function, WeightInit scheme, IUpdater updater,
            GradientNormalization mode, LossFunction loss) {
          return new NeuralNetConfiguration.Builder()§§.build();
        }
      }
      """;

  private static final String DJL =
      """
      import ai.djl.Model;
      import ai.djl.ndarray.NDList;
      import ai.djl.ndarray.types.Shape;
      import ai.djl.nn.*;
      import ai.djl.nn.core.Linear;
      import ai.djl.nn.norm.BatchNorm;
      import ai.djl.nn.recurrent.LSTM;
      import ai.djl.training.*;
      import ai.djl.training.initializer.*;
      import ai.djl.training.initializer.XavierInitializer.*;
      import ai.djl.training.loss.Loss;

      class Net {
        void train(int size, Loss loss, Initializer initializer, Block activation) {
          SequentialBlock block = new SequentialBlock()§§;
          try (Model model = Model.newInstance("net")) {
            model.setBlock(block);
            try (Trainer trainer = model.newTrainer(config)) {
              trainer.initialize(new Shape(1, 28));
            }
          }
        }
      }
      """;

  private static final String PLAIN =
      ".updater(new Adam(1e-3)).weightInit(WeightInit.XAVIER).activation(Activation.TANH)";
  private static final String DENSE = ".layer(new DenseLayer.Builder().nIn(8).nOut(8)";
  private static final String END =
      ".layer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(8).nOut(4)"
          + ".activation(Activation.SOFTMAX).build())";
  private static final String STEPS =
      ".layer(new RnnOutputLayer.Builder(LossFunction.MCXENT).nIn(8).nOut(4)"
          + ".activation(Activation.SOFTMAX).build())";
  private static final String LINEAR = ".add(Linear.builder().setUnits(64).build())";
  private static final String CONFIG =
      "; DefaultTrainingConfig config = new DefaultTrainingConfig(";

  /**
   * One trap; {@code §} stands in the code where the three differ.
   *
   * @param rules those of which one speaks of {@code bad}
   * @param good the code mended
   * @param open the code where the source does not tell
   */
  private record Trap(
      String name, String rules, String code, String bad, String good, String open) {

    String source(String part) {
      String all = code.startsWith(".add(") ? DJL : DL4J;
      return all.replace("§§", code.replace("§", part));
    }
  }

  private static final List<Trap> TRAPS =
      List.of(
          head("no activation under binary cross-entropy", "XENT", "IDENTITY", "SIGMOID"),
          head("softmax under binary cross-entropy", "XENT", "SOFTMAX", "SIGMOID"),
          head("sigmoid under cross-entropy of classes", "MCXENT", "SIGMOID", "SOFTMAX"),
          head("no activation under cross-entropy of classes", "MCXENT", "IDENTITY", "SOFTMAX"),
          head("rectifier under cross-entropy of classes", "MCXENT", "RELU", "SOFTMAX"),
          head("softmax with the squared error", "MSE", "SOFTMAX", "IDENTITY"),
          head("rectified regression", "MSE", "RELU", "IDENTITY"),
          head("bounded regression", "L1", "TANH", "IDENTITY"),
          new Trap(
              "softmax over one unit",
              "ML311 ML710",
              PLAIN
                  + ".list().layer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(8).nOut(§)"
                  + ".activation(Activation.SOFTMAX).build())",
              "1",
              "2",
              "size"),
          new Trap(
              "softmax before the loss that applies its own",
              "ML312",
              LINEAR + ".add(list -> new NDList(list.head().softmax(-1)))" + CONFIG + "§)",
              "Loss.softmaxCrossEntropyLoss()",
              "Loss.softmaxCrossEntropyLoss(\"loss\", 1, -1, true, false)",
              "loss"),
          layer("nothing but linear steps", "ML303", "Activation.IDENTITY", "Activation.RELU"),
          new Trap(
              "a stack that saturates",
              "ML302 ML104 ML201",
              ".updater(new Adam(1e-3)).weightInit(WeightInit.XAVIER).activation(§).list()"
                  + (DENSE + ".build())").repeat(12)
                  + END,
              "Activation.SIGMOID",
              "Activation.TANH",
              "function"),
          updater(
              "one number of Nesterovs",
              "ML701",
              "new Nesterovs(5e-5)",
              "new Nesterovs(0.01, 0.9)"),
          updater("the default of Nesterovs", "ML702", "new Nesterovs()", "new Nesterovs(0.01)"),
          updater("the default of RmsProp", "ML702", "new RmsProp()", "new RmsProp(1e-3)"),
          updater("one number of RmsProp", "ML703", "new RmsProp(0.95)", "new RmsProp(1e-3)"),
          updater(
              "a polynomial that grows",
              "ML403",
              "new Sgd(new PolySchedule(ScheduleType.ITERATION, 0.01, 2, 10000))",
              "new Sgd(new StepSchedule(ScheduleType.EPOCH, 0.01, 0.5, 10))"),
          new Trap(
              "an inherited sigmoid before a normalisation",
              "ML704",
              ".updater(new Adam(1e-3)).weightInit(WeightInit.XAVIER).list()"
                  + ".layer(new ConvolutionLayer.Builder(3, 3).nIn(1).nOut(8)§.build())"
                  + ".layer(new BatchNormalization.Builder().build())"
                  + ".layer(new ActivationLayer(Activation.RELU))"
                  + END.replace(".nIn(8)", "")
                  + ".setInputType(InputType.convolutional(8, 8, 1))",
              "",
              ".activation(Activation.IDENTITY)",
              ".activation(function)"),
          new Trap(
              "cells on the default sigmoid",
              "ML705",
              ".updater(new Adam(1e-3)).weightInit(WeightInit.XAVIER).list()"
                  + ".layer(new LSTM.Builder().nIn(8).nOut(8)§.build())"
                  + STEPS,
              "",
              ".activation(Activation.TANH)",
              ".activation(function)"),
          dropout("a retain probability", "ML407", "0.2", "0.8"),
          global("l2", "1e-3", "0", "1e-12"),
          global("l1", "1e-3", "0", "1e-12"),
          global("weightDecay", "1e-3", "0", "1e-12"),
          global("dropOut", "0.5", "0", "1.0"),
          scheme("LECUN_UNIFORM"),
          scheme("VAR_SCALING_UNIFORM_FAN_IN"),
          scheme("VAR_SCALING_UNIFORM_FAN_OUT"),
          scheme("VAR_SCALING_UNIFORM_FAN_AVG"),
          new Trap(
              "Glorot's initialiser of DJL",
              "ML706",
              (LINEAR + ".add(Activation.tanhBlock())").repeat(3)
                  + LINEAR
                  + CONFIG
                  + "Loss.l2Loss()).optInitializer(§, Parameter.Type.WEIGHT)",
              "new XavierInitializer()",
              "new XavierInitializer(RandomType.UNIFORM, FactorType.AVG, 3)",
              "initializer"),
          new Trap(
              "a threshold without a mode",
              "ML406",
              PLAIN + "§.gradientNormalizationThreshold(0.5).list()" + DENSE + ".build())" + END,
              "",
              ".gradientNormalization(GradientNormalization.ClipL2PerLayer)",
              ".gradientNormalization(mode)"),
          new Trap(
              "a variance for a deviation",
              "ML708",
              PLAIN
                  + ".list().layer(new DenseLayer.Builder().nIn(300).nOut(300)"
                  + ".dist(new NormalDistribution(0, §)).build())"
                  + END.replace("nIn(8)", "nIn(300)"),
              "2.0 / (300 + 300)",
              "Math.sqrt(2.0 / (300 + 300))",
              "number"),
          new Trap(
              "a normalisation over steps of time",
              "ML709",
              ".add(list -> new NDList(list.head().reshape(new Shape(-1, 7, 4))))"
                  + ".add(LSTM.builder().setNumLayers(1).setStateSize(64)"
                  + ".optReturnState(false).build())"
                  + ".add(BatchNorm.builder().optAxis(§).build())"
                  + ".add(Blocks.batchFlattenBlock())"
                  + LINEAR
                  + CONFIG
                  + "Loss.l2Loss())",
              "1",
              "2",
              "size"));

  private static Trap head(String name, String loss, String bad, String good) {
    return new Trap(
        name,
        "ML313 ML314 ML315 ML710",
        PLAIN
            + ".list()"
            + DENSE
            + ".build()).layer(new OutputLayer.Builder(LossFunction."
            + loss
            + ").nIn(8).nOut(4).activation(§).build())",
        "Activation." + bad,
        "Activation." + good,
        "function");
  }

  private static Trap updater(String name, String rule, String bad, String good) {
    String code =
        ".weightInit(WeightInit.XAVIER).activation(Activation.TANH).updater(§).list()"
            + DENSE
            + ".build())"
            + END;
    return new Trap(name, rule, code, bad, good, "updater");
  }

  private static Trap layer(String name, String rule, String bad, String good) {
    String code = PLAIN + ".list()" + DENSE + ".activation(§).build())" + DENSE + ".build())" + END;
    return new Trap(name, rule, code, bad, good, "function");
  }

  private static Trap dropout(String name, String rule, String bad, String good) {
    String code = PLAIN + ".list()" + DENSE + ".dropOut(§).build())" + END;
    return new Trap(name, rule, code, bad, good, "number");
  }

  private static Trap global(String setting, String value, String bad, String good) {
    String all = "." + setting + "(" + value + ").list()";
    String code = PLAIN + all + DENSE + "." + setting + "(§).build())" + END;
    return new Trap("zero of " + setting, "ML707", code, bad, good, "number");
  }

  private static Trap scheme(String name) {
    String code =
        ".updater(new Adam(1e-3)).activation(Activation.TANH).weightInit(§).list()"
            + (DENSE + ".build())").repeat(4)
            + END;
    return new Trap(name, "ML706", code, "WeightInit." + name, "WeightInit.LECUN_NORMAL", "scheme");
  }

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> each_speaks_and_is_silent_where_it_is_mended_or_not_known() {
    return TRAPS.stream()
        .map(
            it ->
                dynamicTest(
                    it.name(),
                    () -> {
                      assertTrue(told(it, it.bad()), () -> it.source(it.bad()));
                      assertFalse(told(it, it.good()), () -> it.source(it.good()));
                      assertFalse(told(it, it.open()), () -> it.source(it.open()));
                    }));
  }

  /** True where one of the trap's rules speaks. */
  private boolean told(Trap trap, String part) throws IOException {
    Path file = folder.resolve("Net.java");
    Files.writeString(file, trap.source(part));
    Report report = new Linter(Config.DEFAULT).lint(List.of(file.toString()));
    // What the source leaves open may be all of the network.
    int open = part.equals(trap.open()) ? report.notChecked().size() : 0;
    assertEquals(1, report.models().size() + open, () -> report.notChecked() + trap.source(part));
    return report.findings().stream().anyMatch(it -> trap.rules().contains(it.rule()));
  }
}
