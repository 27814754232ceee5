package modellint.verify.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import modellint.analysis.hazard.Hazard;
import modellint.analysis.hazard.Precision;
import modellint.analysis.range.Interval;
import modellint.analysis.range.Ranges;
import modellint.engine.Verdict;
import modellint.engine.Verification.Settlement;
import modellint.graph.ElementType;
import modellint.rule.Finding;
import modellint.rule.Subject;
import modellint.verify.search.Find;
import modellint.verify.search.Search;

/** Findings about numerical hazards: what to search for each, and what the search makes of it. */
final class Searches {

  private final Subject subject;
  private final List<Hazard> hazards = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Searches(Subject subject, List<Finding> findings) {
    this.subject = subject;
    for (Finding finding : findings) {
      Optional<Hazard> hazard = isHazard(finding) ? hazard(finding) : Optional.empty();
      hazard.ifPresent(
          it -> {
            this.hazards.add(it);
            this.findings.add(finding);
          });
    }
  }

  static boolean isHazard(Finding finding) {
    return finding.rule().startsWith("ML50");
  }

  private Optional<Hazard> hazard(Finding finding) {
    return subject.hazards().all().stream()
        .filter(it -> it.node().place().equals(finding.place()))
        .findFirst();
  }

  /** In the order of the findings that they settle. */
  List<Search> all() {
    return hazards.stream().map(Searches::search).toList();
  }

  /** The place of {@code finding} among the searches; -1 where it asks for none. */
  int index(Finding finding) {
    return findings.indexOf(finding);
  }

  private static Search search(Hazard it) {
    boolean backward = it.kind() == Hazard.Kind.DERIVATIVE || it.kind() == Hazard.Kind.HIDDEN;
    // Half precision is run in single, where only the bounds of half can be watched.
    boolean watched =
        it.precision() == Precision.HALF
            || it.kind() == Hazard.Kind.EPSILON
            || (it.kind() == Hazard.Kind.CANCELLATION && it.node().is("Sub"));
    return new Search(
        it.node().output(),
        it.operand(),
        aim(it),
        limit(it),
        backward
            ? Search.Sign.GRADIENT
            : watched && it.kind() != Hazard.Kind.MASKED_ROW
                ? Search.Sign.LIMIT
                : Search.Sign.OUTPUT);
  }

  private static Search.Aim aim(Hazard it) {
    if (it.kind() == Hazard.Kind.PROBABILITY) {
      return Search.Aim.APART;
    }
    return switch (it.aim()) {
      case UP -> Search.Aim.UP;
      case TO_ZERO -> Search.Aim.TO_ZERO;
      case DOWN, NOWHERE -> Search.Aim.DOWN;
    };
  }

  private static double limit(Hazard it) {
    boolean variance = it.kind() == Hazard.Kind.CANCELLATION && it.node().is("Sub");
    if (variance && it.limit() == 0) {
      return -Double.MIN_VALUE;
    }
    return it.kind() == Hazard.Kind.PROBABILITY ? Math.abs(it.limit()) : it.limit();
  }

  /** The verdict; empty where the finding is no hazard. */
  Optional<Settlement> settle(Finding finding, List<Find> finds) {
    int at = index(finding);
    if (at < 0 || at >= finds.size()) {
      return isHazard(finding)
          ? Optional.of(new Settlement(Verdict.INCONCLUSIVE, "its input was not searched"))
          : Optional.empty();
    }
    Hazard hazard = hazards.get(at);
    if (hazard.kind() == Hazard.Kind.MASK_OVERFLOW) {
      return Optional.of(
          new Settlement(
              Verdict.CONFIRMED, "the stored mask is infinite in half precision, for any input"));
    }
    Find find = finds.get(at);
    return Optional.of(
        find.found()
            ? new Settlement(Verdict.CONFIRMED, confirmed(hazard, find))
            : new Settlement(Verdict.INCONCLUSIVE, open(hazard, find)));
  }

  private String confirmed(Hazard hazard, Find find) {
    Search search = search(hazard);
    String what =
        switch (search.sign()) {
          case OUTPUT -> name(hazard) + " gives NaN or infinity";
          case GRADIENT -> "the gradient of a weight is NaN or infinite by way of " + name(hazard);
          case LIMIT -> name(hazard) + " leaves what its type holds";
        };
    return what + ": " + worst(hazard, find) + ", for " + input(find);
  }

  private String open(Hazard hazard, Find find) {
    if (!find.reason().isEmpty()) {
      return find.reason();
    }
    if (search(hazard).sign() == Search.Sign.GRADIENT && search(hazard).isBeyond(find.value())) {
      return worst(hazard, find)
          + ", where the derivative is infinite; the gradient of this run stays finite, because"
          + " something behind selects instead of multiplying by zero";
    }
    return "no input found in "
        + find.runs()
        + " runs "
        + within()
        + "; nearest: "
        + worst(hazard, find)
        + ", limit "
        + digits(hazard.limit());
  }

  private static String digits(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not a number" : value > 0 ? "infinity" : "minus infinity";
    }
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
  }

  private static String name(Hazard hazard) {
    return hazard.node().name().isEmpty() ? hazard.node().output() : hazard.node().name();
  }

  private static String worst(Hazard hazard, Find find) {
    String what = search(hazard).aim() == Search.Aim.APART ? "gap" : "operand";
    return what + " " + digits(find.value());
  }

  private static String input(Find find) {
    return Double.isNaN(find.norm())
        ? "an input that was found"
        : "an input of root mean square " + digits(find.norm());
  }

  private String within() {
    List<String> real =
        subject.graph().inputs().stream()
            .filter(it -> it.type().isFloating() || it.type() == ElementType.UNDEFINED)
            .filter(it -> !subject.graph().parameters().containsKey(it.name()))
            .map(it -> it.name())
            .toList();
    var stated = Ranges.declared(subject.graph());
    if (!real.isEmpty() && stated.keySet().containsAll(real)) {
      Interval all = stated.values().iterator().next();
      return stated.size() == 1
          ? String.format(Locale.ROOT, "over the stated range, %.3g to %.3g", all.low(), all.high())
          : "over the stated ranges";
    }
    return "over inputs up to five deviations";
  }
}
