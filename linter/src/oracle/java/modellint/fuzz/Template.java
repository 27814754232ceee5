package modellint.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What several pieces have in common, with holes where they differ: the body of a loop, or of a
 * method that is called more than once.
 *
 * @param body holds a {@link Hole} for each column
 * @param columns what fills each hole, piece by piece
 */
record Template(Piece body, List<List<Piece>> columns) {

  private static final String HOLE = "\0";

  static Optional<Template> of(List<? extends Piece> pieces) {
    var columns = new ArrayList<List<Piece>>();
    return unify(List.copyOf(pieces), columns).map(body -> new Template(body, columns));
  }

  private static Optional<Piece> unify(List<Piece> all, List<List<Piece>> columns) {
    Piece first = all.get(0);
    if (all.stream().allMatch(first::equals)) {
      return Optional.of(first);
    }
    if (!all.stream().allMatch(it -> alike(first, it))) {
      return Optional.empty();
    }
    if (first.children().isEmpty()) {
      columns.add(all);
      return Optional.of(new Piece.Code(first.type(), HOLE + (columns.size() - 1)));
    }
    var children = new ArrayList<Piece>();
    for (int i = 0; i < first.children().size(); i++) {
      int at = i;
      Optional<Piece> child =
          unify(all.stream().map(it -> it.children().get(at)).toList(), columns);
      if (child.isEmpty()) {
        return Optional.empty();
      }
      children.add(child.get());
    }
    return Optional.of(first.with(children));
  }

  /** The same expression but for its arguments. */
  private static boolean alike(Piece a, Piece b) {
    return a.getClass() == b.getClass()
        && a.type().equals(b.type())
        && a.children().size() == b.children().size()
        && (a.children().isEmpty()
            ? !(a instanceof Piece.Made || a instanceof Piece.Wholes)
            : emptied(a).equals(emptied(b)));
  }

  private static Piece emptied(Piece it) {
    List<Piece> nothing =
        it.children().stream()
            .map(
                child ->
                    child instanceof Piece.Step step
                        ? new Piece.Step(step.method(), List.of())
                        : blank())
            .toList();
    return it.with(nothing);
  }

  private static Piece blank() {
    return new Piece.Code("", "");
  }

  /** The body with the holes filled by {@code codes}. */
  Piece filled(List<String> codes) {
    return filled(body, codes);
  }

  private static Piece filled(Piece it, List<String> codes) {
    if (it instanceof Piece.Code code && code.text().startsWith(HOLE)) {
      return new Piece.Code(code.type(), codes.get(Integer.parseInt(code.text().substring(1))));
    }
    return it.children().isEmpty()
        ? it
        : it.with(it.children().stream().map(child -> filled(child, codes)).toList());
  }
}
