package modellint.verify.child;

import java.time.Duration;

/**
 * What a child process may use.
 *
 * @param silence longest time without a sign of life
 * @param total wall clock in all
 * @param heap of the Java side, in MiB
 * @param memory resident in all, in MiB, where the system tells
 */
public record Limits(Duration silence, Duration total, int heap, int memory) {

  public static final Limits DEFAULT =
      new Limits(Duration.ofSeconds(20), Duration.ofSeconds(300), 2048, 8192);
}
