package modellint.smile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;

/** Time functions that the library cannot make, by the patterns of {@code TimeFunction.of}. */
final class RateFaults {

  private static final String NUMBER = "[-+]?[0-9]*\\.?[0-9]+(?:e[-+]?[0-9]+)?";
  private static final Pattern READABLE =
      Pattern.compile(
          ("(?:linear|cosine)(?:decay)?\\(#,\\s*#,\\s*#\\)"
                  + "|polynomial(?:decay)?\\(#,\\s*#,\\s*#,\\s*#(?:,\\s*(?:true|false))?\\)"
                  + "|(?:inverse(?:timedecay)?|exp(?:onentialdecay)?)"
                  + "\\(#,\\s*#(?:,\\s*#)?(?:,\\s*(?:true|false))?\\)"
                  + "|piecewise\\(\\[.*\\],\\s*\\[.*\\]\\)")
              .replace("#", NUMBER));

  private RateFaults() {}

  /** How many rates stand beside how many milestones. */
  record Pieces(int milestones, int rates) {}

  /** The text that stands for a time function, if one does. */
  private static Optional<String> text(Value value) {
    if (value instanceof Obj it
        && it.origin() instanceof Origin.Static made
        && made.type().endsWith(".TimeFunction")
        && made.method().equals("of")
        && made.arguments().size() == 1) {
      return made.arguments().get(0).text();
    }
    return value.text();
  }

  /** The text of {@code value} where it is no time function. */
  static Optional<String> unreadable(Value value) {
    return text(value).filter(it -> !isReadable(it.strip().toLowerCase(Locale.ROOT)));
  }

  private static boolean isReadable(String text) {
    if (READABLE.matcher(text).matches()) {
      return true;
    }
    try {
      return !Double.isNaN(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The pieces where they do not fit: the rates are to be one more than the milestones. */
  static Optional<Pieces> unpaired(Value value) {
    Optional<Pieces> pieces = text(value).flatMap(RateFaults::written);
    if (value instanceof Obj it
        && it.origin() instanceof Origin.Static made
        && made.type().endsWith(".TimeFunction")
        && made.method().equals("piecewise")) {
      pieces = made(made.arguments());
    }
    return pieces.filter(it -> it.rates() != it.milestones() + 1);
  }

  private static Optional<Pieces> written(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (!plain.startsWith("piecewise(")) {
      return Optional.empty();
    }
    String[] lists = plain.split("\\],\\s*\\[", -1);
    return lists.length == 2
        ? Optional.of(new Pieces(lists[0].split(",", -1).length, lists[1].split(",", -1).length))
        : Optional.empty();
  }

  private static Optional<Pieces> made(List<Value> given) {
    Optional<List<Value>> milestones = given.isEmpty() ? Optional.empty() : given.get(0).elements();
    List<Value> rates = given.subList(Math.min(1, given.size()), given.size());
    boolean known = rates.stream().allMatch(Value::isKnown);
    return milestones
        .filter(it -> known)
        .map(
            it ->
                new Pieces(
                    it.size(),
                    rates.size() == 1
                        ? rates.get(0).elements().map(List::size).orElse(1)
                        : rates.size()));
  }
}
