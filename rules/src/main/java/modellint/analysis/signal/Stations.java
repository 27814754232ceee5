package modellint.analysis.signal;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The values at which {@link Scores} are read off, so that a run can read the same ones.
 *
 * @param interior outputs of the second and of the last but one weighted layer of the trunk
 * @param trunk the first and the last tensor of the hidden trunk
 */
public record Stations(Optional<Span> interior, Optional<Span> trunk) {

  /**
   * Two values of the graph.
   *
   * @param comparable false where a normalisation behind makes their scales meaningless
   */
  public record Span(String first, String last, boolean comparable) {}

  /** The names of all of them. */
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    interior.ifPresent(it -> names.addAll(Set.of(it.first(), it.last())));
    trunk.ifPresent(it -> names.addAll(Set.of(it.first(), it.last())));
    return names;
  }
}
