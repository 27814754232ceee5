package modellint.fuzz;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** All the chance there is in the generator: one seed, one source. */
public final class Dice {

  private final Random random;

  public Dice(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number from {@code low} to {@code high}, both included. */
  public int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** What one of {@code choices} gives; the others are not asked. */
  @SafeVarargs
  public final <T> T from(Supplier<T>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }
}
