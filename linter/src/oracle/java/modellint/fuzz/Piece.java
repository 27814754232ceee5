package modellint.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An expression of Java that is decided on and not yet written: how is the style's choice. */
public sealed interface Piece {

  /** The type that a variable or a method of this has. */
  String type();

  default List<Piece> children() {
    return List.of();
  }

  default Piece with(List<Piece> children) {
    return this;
  }

  record Whole(int value) implements Piece {
    @Override
    public String type() {
      return "int";
    }
  }

  record Real(double value) implements Piece {
    @Override
    public String type() {
      return "double";
    }
  }

  record Flag(boolean value) implements Piece {
    @Override
    public String type() {
      return "boolean";
    }
  }

  record Text(String value) implements Piece {
    @Override
    public String type() {
      return "String";
    }
  }

  /** A constant of an enum. */
  record Word(String type, String name) implements Piece {}

  /**
   * Whole numbers for a parameter that takes an array.
   *
   * @param open whether it takes as many arguments instead
   */
  record Wholes(List<Integer> values, boolean open) implements Piece {
    @Override
    public String type() {
      return "int[]";
    }
  }

  /** Java as it stands, valid where the names are that it mentions. */
  record Code(String type, String text) implements Piece {}

  /** {@code new type(arguments)}. */
  record Made(String type, List<Piece> arguments) implements Piece {
    @Override
    public List<Piece> children() {
      return arguments;
    }

    @Override
    public Piece with(List<Piece> children) {
      return new Made(type, children);
    }
  }

  /** A static method's result. */
  record Static(String type, String owner, String method, List<Piece> arguments) implements Piece {
    @Override
    public List<Piece> children() {
      return arguments;
    }

    @Override
    public Piece with(List<Piece> children) {
      return new Static(type, owner, method, children);
    }
  }

  /** One call on a builder. */
  record Step(String method, List<Piece> arguments) implements Piece {
    @Override
    public String type() {
      return "void";
    }

    @Override
    public List<Piece> children() {
      return arguments;
    }

    @Override
    public Piece with(List<Piece> children) {
      return new Step(method, children);
    }
  }

  /**
   * A builder with its calls.
   *
   * @param end the call that leaves the builder: {@code build}
   * @param type of what that call gives
   */
  record Chain(String type, Piece start, List<Step> steps, String end) implements Piece {
    @Override
    public List<Piece> children() {
      var all = new ArrayList<Piece>(List.of(start));
      all.addAll(steps);
      return all;
    }

    @Override
    public Piece with(List<Piece> children) {
      List<Step> each = children.subList(1, children.size()).stream().map(it -> (Step) it).toList();
      return new Chain(type, children.get(0), each, end);
    }
  }

  static Piece of(int value) {
    return new Whole(value);
  }

  static Piece of(double value) {
    return new Real(value);
  }

  static Piece of(boolean value) {
    return new Flag(value);
  }

  static Piece of(String value) {
    return new Text(value);
  }

  static Piece wholes(Integer... values) {
    return new Wholes(List.of(values), true);
  }

  static Piece array(Integer... values) {
    return new Wholes(List.of(values), false);
  }

  static Piece made(String type, Piece... arguments) {
    return new Made(type, Arrays.asList(arguments));
  }

  static Step step(String method, Piece... arguments) {
    return new Step(method, Arrays.asList(arguments));
  }
}
