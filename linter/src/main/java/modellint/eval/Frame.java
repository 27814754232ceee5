package modellint.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of one activation: block scopes innermost first, the object it runs on and the
 * class whose names it sees. Lambdas keep the frame they were made in.
 */
final class Frame {

  private final ClassSource owner;
  private final Value self;
  private final Optional<Frame> parent;
  private final int depth;
  private final Map<String, Value> variables = new HashMap<>();

  /** Results of returns behind unknown conditions. */
  private final List<Value> maybe = new ArrayList<>();

  private Frame(ClassSource owner, Value self, Optional<Frame> parent, int depth) {
    this.owner = owner;
    this.self = self;
    this.parent = parent;
    this.depth = depth;
  }

  /** A fresh activation of a method of {@code owner}, {@code depth} calls from the entry point. */
  static Frame of(ClassSource owner, Value self, int depth) {
    return new Frame(owner, self, Optional.empty(), depth);
  }

  /** A block inside this activation. */
  Frame block() {
    return new Frame(owner, self, Optional.of(this), depth);
  }

  /** The body of a function made here, called {@code depth} calls from the entry point. */
  Frame function(int depth) {
    return new Frame(owner, self, Optional.of(this), depth);
  }

  /** A class body inside this activation, running on {@code self}. */
  Frame within(Value self) {
    return within(self, depth);
  }

  /** A method of a class body inside this activation. */
  Frame within(Value self, int depth) {
    return new Frame(owner, self, Optional.of(this), depth);
  }

  /** The field {@code name} of an object around the class body that runs here. */
  Optional<Value> enclosing(String name) {
    for (Frame at = this; at.parent.isPresent(); at = at.parent.get()) {
      Value around = at.parent.get().self;
      if (around != at.self && around instanceof Obj it && it.fields().containsKey(name)) {
        return Optional.of(it.fields().get(name));
      }
    }
    return Optional.empty();
  }

  ClassSource owner() {
    return owner;
  }

  Value self() {
    return self;
  }

  int depth() {
    return depth;
  }

  List<Value> maybe() {
    return parent.filter(it -> it.depth == depth).map(Frame::maybe).orElse(maybe);
  }

  void declare(String name, Value value) {
    variables.put(name, value);
  }

  /** The scope that declares {@code name}. */
  Optional<Map<String, Value>> scope(String name) {
    for (Optional<Frame> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
      if (at.get().variables.containsKey(name)) {
        return Optional.of(at.get().variables);
      }
    }
    return Optional.empty();
  }
}
