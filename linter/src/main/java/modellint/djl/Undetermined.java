package modellint.djl;

import java.util.Optional;
import modellint.graph.Place;

/** The structure of a block, not merely a size, is not determined by the source. */
final class Undetermined extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String what;
  private transient Optional<Place.Line> where = Optional.empty();

  Undetermined(String what) {
    super(what, null, false, false);
    this.what = what;
  }

  String what() {
    return what;
  }

  /** The same, told of {@code place} unless a nearer one is told already. */
  Undetermined at(Place.Line place) {
    where = where.or(() -> Optional.of(place));
    return this;
  }

  /** What is not known, and the line where that is another than the definition's. */
  String reason(Place.Line site) {
    boolean elsewhere =
        where.filter(it -> it.line() != site.line() || !it.file().equals(site.file())).isPresent();
    return elsewhere && !what.contains("line ")
        ? what + " (" + Wording.line(where.get(), site.file()) + ")"
        : what;
  }
}
