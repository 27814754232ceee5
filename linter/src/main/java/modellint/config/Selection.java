package modellint.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import modellint.rule.Rule;

/**
 * Which rules run. A word is an id, the beginning of one ({@code ML1}), a rule's name, or {@code
 * ALL}. The longest word that fits a rule decides; of equally long ones, {@code ignore} does.
 *
 * @param select the rules to run; empty for all
 * @param extendSelect more rules to run
 */
public record Selection(
    Optional<List<String>> select, List<String> extendSelect, List<String> ignore) {

  public static final Selection ALL = new Selection(Optional.empty(), List.of(), List.of());

  public Selection {
    select = select.map(List::copyOf);
    extendSelect = List.copyOf(extendSelect);
    ignore = List.copyOf(ignore);
  }

  public boolean includes(Rule rule) {
    OptionalInt wanted =
        Stream.concat(select.orElse(List.of("ALL")).stream(), extendSelect.stream())
            .filter(word -> fits(word, rule))
            .mapToInt(Selection::weight)
            .max();
    OptionalInt unwanted =
        ignore.stream().filter(word -> fits(word, rule)).mapToInt(Selection::weight).max();
    return wanted.isPresent() && unwanted.orElse(-1) < wanted.getAsInt();
  }

  /** This selection, then {@code later}, whose own {@code select} starts afresh. */
  public Selection then(Selection later) {
    return later.select.isPresent()
        ? later
        : new Selection(
            select, concat(extendSelect, later.extendSelect), concat(ignore, later.ignore));
  }

  /** True where {@code word} means {@code rule}, among others perhaps. */
  public static boolean fits(String word, Rule rule) {
    return fits(word, rule.info().id(), rule.name());
  }

  static boolean fits(String word, String id, String name) {
    return word.equals("ALL") || name.equals(word) || (!word.isEmpty() && id.startsWith(word));
  }

  private static int weight(String word) {
    // A name means one rule, as a whole id does.
    return word.equals("ALL") ? 0 : word.contains("-") ? Integer.MAX_VALUE : word.length();
  }

  private static List<String> concat(List<String> first, List<String> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
