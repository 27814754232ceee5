package modellint.graph;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One dimension of a shape: a whole number times powers of symbols, {@code 49*N} or {@code 2*H*W}.
 * That is enough to follow a symbolic batch through every flatten and reshape exactly; what a
 * product cannot say (a sum, a rounded quotient) becomes a new symbol named after the expression.
 */
public record Dim(long factor, SortedMap<String, Integer> powers) {

  public Dim {
    if (factor < 0) {
      throw new IllegalArgumentException("dimension is negative: " + factor);
    }
    powers = factor == 0 ? new TreeMap<>() : new TreeMap<>(powers);
    powers.values().removeIf(power -> power == 0);
    powers = java.util.Collections.unmodifiableSortedMap((TreeMap<String, Integer>) powers);
  }

  public static Dim of(long size) {
    return new Dim(size, new TreeMap<>());
  }

  public static Dim symbol(String name) {
    return new Dim(1, new TreeMap<>(Map.of(name, 1)));
  }

  public boolean isKnown() {
    return powers.isEmpty();
  }

  /** The size of a known dimension; asking a symbolic one is a programming error. */
  public long size() {
    if (!isKnown()) {
      throw new IllegalStateException("dimension is symbolic: " + this);
    }
    return factor;
  }

  /** Throws {@link ArithmeticException} where the product leaves 64 bits. */
  public Dim times(Dim other) {
    var product = new TreeMap<>(powers);
    other.powers.forEach((name, power) -> product.merge(name, power, Integer::sum));
    return new Dim(Math.multiplyExact(factor, other.factor), product);
  }

  /** The exact quotient, or empty where it is not a whole multiple of symbols. */
  public Optional<Dim> dividedBy(Dim other) {
    if (other.factor == 0 || factor % other.factor != 0) {
      return Optional.empty();
    }
    var quotient = new TreeMap<>(powers);
    other.powers.forEach((name, power) -> quotient.merge(name, -power, Integer::sum));
    if (quotient.values().stream().anyMatch(power -> power < 0)) {
      return Optional.empty();
    }
    return Optional.of(new Dim(factor / other.factor, quotient));
  }

  @Override
  public String toString() {
    if (isKnown()) {
      return Long.toString(factor);
    }
    String symbols =
        powers.entrySet().stream()
            .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + "^" + e.getValue())
            .collect(Collectors.joining("*"));
    return factor == 1 ? symbols : factor + "*" + symbols;
  }
}
