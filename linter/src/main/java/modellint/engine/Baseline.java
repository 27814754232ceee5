package modellint.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import modellint.graph.Estimate;
import modellint.graph.Place;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Severity;
import modellint.rules.run.StaleBaselineEntry;

/**
 * Findings that were there when the linter was introduced, as counts: so many of this rule at this
 * node of this file. Neither lines nor numbers enter, so neither an edit above nor a re-export
 * makes an old finding new.
 */
public record Baseline(SortedMap<Entry, Integer> counts) {

  public static final Baseline EMPTY = new Baseline(new TreeMap<>());

  /** What is counted; {@code node} is empty where a finding names none. */
  public record Entry(String path, String rule, String node) implements Comparable<Entry> {

    private static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::path).thenComparing(Entry::rule).thenComparing(Entry::node);

    static Entry of(Reported finding) {
      return new Entry(finding.path(), finding.rule(), finding.node().orElse(""));
    }

    @Override
    public int compareTo(Entry other) {
      return ORDER.compare(this, other);
    }
  }

  public Baseline {
    counts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** Accepts every finding in {@code findings}. */
  public static Baseline of(List<Reported> findings) {
    var counts = new TreeMap<Entry, Integer>();
    findings.stream()
        .filter(it -> it.verdict() != Verdict.REFUTED)
        .forEach(it -> counts.merge(Entry.of(it), 1, Integer::sum));
    return new Baseline(counts);
  }

  /** The findings beyond those accepted. */
  List<Reported> without(List<Reported> findings) {
    Map<Entry, Integer> left = new HashMap<>(counts);
    var fresh = new ArrayList<Reported>();
    for (Reported finding : findings) {
      if (left.getOrDefault(Entry.of(finding), 0) > 0) {
        left.merge(Entry.of(finding), -1, Integer::sum);
      } else {
        fresh.add(finding);
      }
    }
    return fresh;
  }

  /** This baseline less what {@code findings} no longer need, in the files that were looked at. */
  public Baseline prune(List<Reported> findings, Set<String> checked) {
    Baseline needed = of(findings);
    var kept = new TreeMap<Entry, Integer>();
    counts.forEach(
        (entry, count) -> {
          int still =
              judged(entry, checked)
                  ? Math.min(count, needed.counts.getOrDefault(entry, 0))
                  : count;
          if (still > 0) {
            kept.put(entry, still);
          }
        });
    return new Baseline(kept);
  }

  /** A finding for each entry that {@link #prune} would take from. */
  List<Reported> stale(List<Reported> findings, Set<String> checked, String file) {
    Baseline pruned = prune(findings, checked);
    var rule = new StaleBaselineEntry();
    var stale = new ArrayList<Reported>();
    counts.forEach(
        (entry, count) -> {
          int still = pruned.counts.getOrDefault(entry, 0);
          if (still < count) {
            stale.add(
                Reported.of(
                    Finding.of(
                        rule,
                        Severity.WARNING,
                        new Place.Line(file, 1, 1),
                        "the baseline allows more of "
                            + entry.rule()
                            + " than there is: "
                            + place(entry),
                        List.of(
                            new Measure(
                                "findings allowed",
                                new Estimate(count, Estimate.Basis.EXACT),
                                still)),
                        Fix.of("run modellint baseline prune")),
                    file));
          }
        });
    return stale;
  }

  private static String place(Entry entry) {
    return entry.node().isEmpty() ? entry.path() : entry.path() + " :: " + entry.node();
  }

  /** An entry can be judged where its file was looked at, or no longer exists. */
  private static boolean judged(Entry entry, Set<String> checked) {
    return checked.contains(entry.path()) || !Files.exists(Path.of(entry.path()));
  }
}
