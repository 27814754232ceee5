package modellint.verify.gradient.rules;

import java.util.List;
import java.util.stream.Stream;
import modellint.verify.gradient.Rule;

/** Operators that rightly pass no gradient: steps, comparisons, shapes, chance. */
public final class Flats {

  public static final List<Rule> RULES =
      Stream.of(
              "And",
              "ArgMax",
              "ArgMin",
              "Bernoulli",
              "BitShift",
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
              "Xor")
          .<Rule>map(op -> new Rule.Flat("", op, 1))
          .toList();

  private Flats() {}
}
