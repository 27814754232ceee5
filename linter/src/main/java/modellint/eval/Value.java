package modellint.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an expression of a Java source is known to be. What cannot be known is an {@link Unknown}
 * with its reason, never a default: arithmetic on it, calls on it and reads through it stay
 * unknown.
 */
public sealed interface Value
    permits Function,
        Obj,
        Value.Unknown,
        Value.Whole,
        Value.Real,
        Value.Truth,
        Value.Text,
        Value.Letter,
        Value.Nothing,
        Value.Constant,
        Value.Elements,
        Value.Table,
        Value.Entry,
        Value.Endless {

  /**
   * Not determined by the source.
   *
   * @param name what the source calls it ({@code numClasses}, {@code iter.inputColumns()}), fit to
   *     name a symbolic dimension
   * @param reason a phrase for people: {@code parameter numClasses of build}
   * @param either the objects and collections that this may be, as far as the source has them
   */
  record Unknown(String name, String reason, List<Value> either) implements Value {

    private static final int MOST = 8;

    public Unknown {
      either = List.copyOf(either);
    }

    public Unknown(String name, String reason) {
      this(name, reason, List.of());
    }

    /** One of {@code values}, and nobody knows which. */
    static Unknown of(String name, String reason, Collection<Value> values) {
      var either = new LinkedHashSet<Value>();
      for (Value it : values) {
        if (it instanceof Unknown some) {
          either.addAll(some.either());
        } else if (it instanceof Obj || it instanceof Elements || it instanceof Table) {
          either.add(it);
        }
      }
      return new Unknown(name, reason, either.stream().limit(MOST).toList());
    }

    Unknown named(String other) {
      return new Unknown(other, reason, either);
    }
  }

  /** The integer types, narrowest first. */
  enum Width {
    BYTE,
    SHORT,
    INT,
    LONG
  }

  /**
   * A value of one of the integer types. Its width decides where arithmetic on it overflows; equal
   * numbers are equal at any width.
   */
  record Whole(long value, Width width) implements Value {

    public Whole {
      width = (int) value == value ? width : Width.LONG;
    }

    /** An {@code int}, or a {@code long} where it must be one. */
    public Whole(long value) {
      this(value, Width.INT);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Whole it && value == it.value;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(value);
    }
  }

  /**
   * A value of {@code double}, or of {@code float} where it is of single precision; equal numbers
   * are equal in either.
   */
  record Real(double value, boolean single) implements Value {

    public Real(double value) {
      this(value, false);
    }

    /** A {@code float}. */
    static Real single(float value) {
      return new Real(value, true);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Real it && Double.compare(value, it.value) == 0;
    }

    @Override
    public int hashCode() {
      return Double.hashCode(value);
    }
  }

  record Truth(boolean value) implements Value {}

  record Text(String value) implements Value {}

  record Letter(char value) implements Value {}

  /** The reference to nothing, as the source itself writes it. */
  record Nothing() implements Value {}

  /**
   * An enum constant or static field of a class whose source is not at hand, or a class literal.
   */
  record Constant(String type, String name) implements Value {}

  /** An array, list or set; shared by reference and changed in place like the original. */
  record Elements(List<Value> values) implements Value {
    public static Elements of(List<Value> values) {
      return new Elements(new ArrayList<>(values));
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(values);
    }
  }

  /** A map, in insertion order; shared by reference. */
  record Table(Map<Value, Value> entries) implements Value {
    public static Table empty() {
      return new Table(new LinkedHashMap<>());
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(entries);
    }
  }

  /** An entry of a map, as it was when it was asked for. */
  record Entry(Value key, Value value) implements Value {}

  /**
   * A stream without an end: each element is what {@code next} gives for the one before it, {@code
   * first} at the beginning; without a first one each is made of nothing.
   */
  record Endless(Optional<Value> first, Value next) implements Value {}

  default boolean isKnown() {
    return !(this instanceof Unknown);
  }

  /** The number as a double, where this is one. */
  default Optional<Double> real() {
    if (this instanceof Whole it) {
      return Optional.of((double) it.value());
    }
    return this instanceof Real it ? Optional.of(it.value()) : Optional.empty();
  }

  default Optional<Long> whole() {
    if (this instanceof Letter it) {
      return Optional.of((long) it.value());
    }
    return this instanceof Whole it ? Optional.of(it.value()) : Optional.empty();
  }

  default Optional<Boolean> truth() {
    return this instanceof Truth it ? Optional.of(it.value()) : Optional.empty();
  }

  default Optional<String> text() {
    return this instanceof Text it ? Optional.of(it.value()) : Optional.empty();
  }

  /** The elements of an array or list. */
  default Optional<List<Value>> elements() {
    return this instanceof Elements it ? Optional.of(it.values()) : Optional.empty();
  }

  /** The phrase that says why this is not known; empty for a known value. */
  default Optional<String> why() {
    return this instanceof Unknown it ? Optional.of(it.reason()) : Optional.empty();
  }
}
