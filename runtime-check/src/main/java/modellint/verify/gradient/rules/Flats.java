package modellint.verify.gradient.rules;

import java.util.List;
import java.util.stream.Stream;
import modellint.verify.gradient.Rule;

/** Operators that rightly pass no gradient: steps, comparisons, shapes, chance. */
public final class Flats {

  private static final List<String> STANDARD =
      List.of(
          "And",
          "ArgMax",
          "ArgMin",
          "Bernoulli",
          "BitShift",
          "BitwiseAnd",
          "BitwiseNot",
          "BitwiseOr",
          "BitwiseXor",
          "Ceil",
          "ConstantOfShape",
          "Equal",
          "EyeLike",
          "Floor",
          "Greater",
          "GreaterOrEqual",
          "Hardmax",
          "IsInf",
          "IsNaN",
          "Less",
          "LessOrEqual",
          "Multinomial",
          "NonMaxSuppression",
          "NonZero",
          "Not",
          "Or",
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike",
          "Range",
          "Round",
          "Shape",
          "Sign",
          "Size",
          "Xor");

  /** Of classical machine learning: thresholds alone. */
  private static final List<String> CLASSICAL =
      List.of("Binarizer", "TreeEnsemble", "TreeEnsembleClassifier", "TreeEnsembleRegressor");

  public static final List<Rule> RULES =
      Stream.concat(
              STANDARD.stream().map(op -> new Rule.Flat("", op, 1)),
              CLASSICAL.stream().map(op -> new Rule.Flat("ai.onnx.ml", op, 1)))
          .<Rule>map(it -> it)
          .toList();

  private Flats() {}
}
