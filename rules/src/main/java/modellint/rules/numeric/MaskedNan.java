package modellint.rules.numeric;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.hazard.Hazard;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.graph.Estimate;
import modellint.graph.Estimate.Basis;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** NaN or infinity behind a mask, which does not hide it. */
@RuleInfo(
    id = "ML507",
    severity = Severity.ERROR,
    summary = "A mask meets NaN or infinity and does not hide it",
    docs =
        """
        ## What it does
        Finds four ways in which masks fail: Where chooses between a safe value and a logarithm,
        root or quotient whose operand is bad in the branch not taken; a mask is multiplied by
        infinity; a large negative mask becomes infinite in half precision; a softmax runs over a
        row that is masked by minus infinity throughout.

        ## Why it matters
        The branch not taken gets a gradient of zero, and zero times an infinite derivative is NaN
        (a warning where only the zeros of a ReLU are hidden, which some libraries mask once more).
        Zero times infinity is NaN forward as well, and a softmax over nothing divides zero by zero.

        ## How to fix
        Make the operand safe before the function (Where twice, or Clip); mask with Where and
        the least finite number of the type, not with a product; keep one position of a row open.

        ## References
        JAX, <https://docs.jax.dev/en/latest/faq.html#gradients-contain-nan-where-using-where>
        """)
public final class MaskedNan implements Rule {

  private static final Set<Kind> KINDS =
      Set.of(Kind.HIDDEN, Kind.MASK_PRODUCT, Kind.MASK_OVERFLOW, Kind.MASKED_ROW);

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.hazards().of(KINDS).stream().map(this::describe);
  }

  private Finding describe(Hazard hazard) {
    boolean sure =
        hazard.certainty() == Certainty.SURE
            && hazard.kind() != Kind.MASK_OVERFLOW
            && !(hazard.kind() == Kind.HIDDEN && Speaking.isSelected(hazard));
    return Finding.of(
        this,
        sure ? Severity.ERROR : Severity.WARNING,
        hazard.node().place(),
        message(hazard.kind()),
        List.of(measure(hazard)),
        Fix.of(remedy(hazard.kind())));
  }

  private static String message(Kind kind) {
    return switch (kind) {
      case HIDDEN -> "a choice hides NaN or infinity, and its gradient does not";
      case MASK_PRODUCT -> "zero is multiplied by an infinite mask";
      case MASK_OVERFLOW -> "a mask becomes infinite in half precision";
      default -> "a row that is masked throughout becomes NaN";
    };
  }

  private static Measure measure(Hazard hazard) {
    return switch (hazard.kind()) {
      case HIDDEN -> Speaking.least("least operand in the branch not taken", hazard);
      case MASK_PRODUCT -> exact("least factor", 0, 0);
      case MASK_OVERFLOW -> exact("least mask", hazard.range().within().low(), hazard.limit());
      default -> exact("open positions of a masked row", 0, 1);
    };
  }

  private static Measure exact(String name, double value, double limit) {
    return new Measure(name, new Estimate(value, Basis.EXACT), limit);
  }

  private static String remedy(Kind kind) {
    return switch (kind) {
      case HIDDEN -> "replace the bad operands before the function, by a second Where or a Clip";
      case MASK_PRODUCT -> "mask with Where instead of a product";
      case MASK_OVERFLOW -> "mask with the least finite number of half precision, -65504";
      default -> "mask with a large finite number, or keep one position of each row open";
    };
  }
}
