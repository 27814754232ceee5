package modellint.engine;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import modellint.rule.Finding;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Subject;

/**
 * Where a run's time went, by file and by rule. An analysis counts for the rule that asks first;
 * {@code analyses} are those that the layer table asks.
 */
public final class Profile {

  private final Map<String, Long> nanos = new TreeMap<>();

  <T> T time(String what, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      nanos.merge(what, System.nanoTime() - start, Long::sum);
    }
  }

  void time(String what, Runnable work) {
    time(
        what,
        () -> {
          work.run();
          return what;
        });
  }

  /** {@code rule} with its time taken. */
  Rule timed(Rule rule) {
    return new Timed(rule);
  }

  /** The times in milliseconds, longest first. */
  public void write(PrintWriter out) {
    nanos.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(
            it ->
                out.print(
                    String.format(
                        Locale.ROOT, "%9.1f ms  %s%n", it.getValue() / 1e6, it.getKey())));
  }

  private final class Timed implements Rule {

    private final Rule rule;

    Timed(Rule rule) {
      this.rule = rule;
    }

    @Override
    public List<Setting> settings() {
      return rule.settings();
    }

    @Override
    public RuleInfo info() {
      return rule.info();
    }

    @Override
    public String name() {
      return rule.name();
    }

    @Override
    public Stream<Finding> check(Subject subject) {
      return time("rule " + info().id() + " " + name(), () -> rule.check(subject).toList())
          .stream();
    }
  }
}
