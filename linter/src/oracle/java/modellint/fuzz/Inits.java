package modellint.fuzz;

import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;

import modellint.fuzz.Piece.Word;

/** Initialisers of Deeplearning4j: by constant, by distribution, by class. */
final class Inits {

  private final Dice dice;

  Inits(Dice dice) {
    this.dice = dice;
  }

  Piece any() {
    return dice.chance(0.7)
        ? new Word(
            "WeightInit",
            dice.of(
                "ZERO",
                "ONES",
                "SIGMOID_UNIFORM",
                "NORMAL",
                "LECUN_NORMAL",
                "UNIFORM",
                "XAVIER",
                "XAVIER_UNIFORM",
                "XAVIER_FAN_IN",
                "XAVIER_LEGACY",
                "RELU",
                "RELU_UNIFORM",
                "IDENTITY",
                "LECUN_UNIFORM",
                "VAR_SCALING_NORMAL_FAN_IN",
                "VAR_SCALING_NORMAL_FAN_OUT",
                "VAR_SCALING_NORMAL_FAN_AVG",
                "VAR_SCALING_UNIFORM_FAN_IN",
                "VAR_SCALING_UNIFORM_FAN_OUT",
                "VAR_SCALING_UNIFORM_FAN_AVG"))
        : dice.<Piece>from(
            this::distribution, () -> made("WeightInitDistribution", distribution()), this::object);
  }

  private Piece distribution() {
    return dice.of(
        made("NormalDistribution", of(0.0), of(0.02)),
            made("GaussianDistribution", of(0.5), of(0.1)),
        made("TruncatedNormalDistribution", of(0.0), of(0.3)),
            made("UniformDistribution", of(-0.1), of(0.3)),
        made("ConstantDistribution", of(0.2)), made("LogNormalDistribution", of(0.0), of(0.5)),
        made("OrthogonalDistribution", of(1.5)), made("BinomialDistribution", of(4), of(0.3)));
  }

  private Piece object() {
    return dice.of(
        made("WeightInitXavier"),
        made("WeightInitRelu"),
        made("WeightInitNormal"),
        made("WeightInitConstant", of(0.3)),
        made("WeightInitUniform"),
        made("WeightInitXavierUniform"),
        made("WeightInitLecunUniform"),
        made("WeightInitReluUniform"),
        made("WeightInitSigmoidUniform"),
        made("WeightInitVarScalingNormalFanIn"),
        made("WeightInitVarScalingUniformFanAvg", of(2.0)),
        made("WeightInitVarScalingNormalFanOut", of(0.5)));
  }
}
