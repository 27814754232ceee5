package modellint.eval;

import java.util.List;
import java.util.Optional;
import modellint.graph.Place;

/**
 * What a front end tells the evaluator about its library: which classes there are (so that a name
 * behind an on-demand import can be resolved) and what calls give. Everything it does not say has a
 * neutral answer: a call gives a fresh object of unknown type whose origin is that call.
 */
public interface Api {

  /** True where the library has a class of this qualified name, nested ones with a dot. */
  boolean has(String type);

  /**
   * True where the library answers for a class even if its source is at hand: its front end knows
   * what the class does, and what its native code does is in no source.
   */
  default boolean answersFor(String type) {
    return has(type);
  }

  /** The value of a static constant that arithmetic may use: a documented default. */
  default Optional<Value> constant(String type, String name) {
    return Optional.empty();
  }

  /**
   * What {@code call} on {@code receiver} gives: the receiver itself for a fluent setter, a number
   * for a getter. The call is already among the receiver's calls. Empty: a fresh object.
   */
  default Optional<Value> result(Obj receiver, Call call) {
    return Optional.empty();
  }

  /** What {@code new type(arguments)} gives, where it is not an object: a list. */
  default Optional<Value> made(String type, List<Value> arguments) {
    return Optional.empty();
  }

  /** What a call on a list gives that the JDK's own lists do not have. */
  default Optional<Value> onList(Value.Elements list, String method, List<Value> arguments) {
    return Optional.empty();
  }

  /** What a method of an enum constant gives whose class is in no source. */
  default Optional<Value> onConstant(
      Value.Constant constant, String method, List<Value> arguments, Place.Line place) {
    return Optional.empty();
  }

  /** A field that {@code self} inherits from a class of the library. */
  default Optional<Value> field(Obj self, String name) {
    return Optional.empty();
  }

  /** The class of what a call on an object of class {@code receiver} gives, where that is known. */
  default String resultType(String receiver, String method) {
    return "";
  }

  /** What a static call gives, where it is not an object; empty: a fresh object. */
  default Optional<Value> staticResult(String type, String method, List<Value> arguments) {
    return Optional.empty();
  }

  /** The class of what a static call gives, where that is known. */
  default String staticResultType(String type, String method) {
    return "";
  }

  /** Whether an object of the library's class {@code type} is a {@code other}; empty: not known. */
  default Optional<Boolean> isA(String type, String other) {
    return Optional.empty();
  }

  /** An API of several libraries: each class is answered for by the library that has it. */
  static Api of(List<Api> all) {
    return new ApiUnion(all);
  }
}
