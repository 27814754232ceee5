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

  private final Journal journal;
  private final ClassSource owner;
  private final Value self;
  private final Optional<Frame> parent;
  private final int depth;
  private final boolean apart;
  private final Map<String, Value> variables;

  /** The types of variables that hold no number yet. */
  private final Map<String, String> types = new HashMap<>(0);

  /** Results of returns behind unknown conditions. */
  private final List<Value> maybe = new ArrayList<>();

  /** What the variables of one scope hold. */
  static final class Variables extends HashMap<String, Value> {
    private static final long serialVersionUID = 1;

    private final int born;

    private Variables(int born) {
      this.born = born;
    }

    /** How many branches had been begun when the scope was entered. */
    int born() {
      return born;
    }
  }

  private Frame(
      Journal journal,
      ClassSource owner,
      Value self,
      Optional<Frame> parent,
      int depth,
      boolean apart) {
    this.journal = journal;
    this.variables = new Variables(journal.begun());
    this.apart = apart;
    this.owner = owner;
    this.self = self;
    this.parent = parent;
    this.depth = depth;
  }

  private Frame inner(Value self, int depth, boolean apart) {
    return new Frame(journal, owner, self, Optional.of(this), depth, apart);
  }

  /** A fresh activation of a method of {@code owner}, {@code depth} calls from the entry point. */
  static Frame of(Journal journal, ClassSource owner, Value self, int depth) {
    return new Frame(journal, owner, self, Optional.empty(), depth, false);
  }

  /** A block inside this activation. */
  Frame block() {
    return inner(self, depth, false);
  }

  /** A block whose results are its own: what a switch gives is not what its method returns. */
  Frame apart() {
    return inner(self, depth, true);
  }

  /** The body of a function made here, called {@code depth} calls from the entry point. */
  Frame function(int depth) {
    return inner(self, depth, false);
  }

  /** A class body inside this activation, running on {@code self}. */
  Frame within(Value self) {
    return inner(self, depth, false);
  }

  ClassSource owner() {
    return owner;
  }

  Value self() {
    return self;
  }

  /** The object this runs on, then those whose members the code here sees as well. */
  List<Obj> selves() {
    var all = new ArrayList<Obj>();
    for (Optional<Frame> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
      Optional<Obj> object = at.get().self instanceof Obj it ? Optional.of(it) : Optional.empty();
      while (object.isPresent() && !all.contains(object.get())) {
        all.add(object.get());
        object = object.get().outer();
      }
    }
    return all;
  }

  /** The body of a method of a class made here, called {@code depth} calls from the entry point. */
  Frame method(Value self, int depth) {
    return inner(self, Math.max(depth, this.depth) + 1, false);
  }

  /** The same, of a class with a name, {@code owner}, that is declared here. */
  Frame method(ClassSource owner, Value self, int depth) {
    int below = Math.max(depth, this.depth + 1);
    return new Frame(journal, owner, self, Optional.of(this), below, false);
  }

  /** True in the method that the evaluation began with: when it returns, the program has ended. */
  boolean isEntry() {
    return depth <= 1 && !apart && parent.map(Frame::isEntry).orElse(true);
  }

  boolean isApart() {
    return apart;
  }

  int depth() {
    return depth;
  }

  List<Value> maybe() {
    return parent.filter(it -> it.depth == depth && !apart).map(Frame::maybe).orElse(maybe);
  }

  void declare(String name, Value value) {
    variables.put(name, value);
  }

  /** Declares a variable of {@code type}, as the source writes it. */
  void declare(String name, String type, Value value) {
    Value typed = Arithmetic.convert(value, type);
    declare(name, typed);
    if (!Arithmetic.isNumber(typed)) {
      types.put(name, type);
    }
  }

  /** {@code value} in the type of the variable {@code name}. */
  Value typed(String name, Value value) {
    Optional<Frame> declaring = declaring(name);
    if (declaring.isEmpty()) {
      return value;
    }
    Value before = declaring.get().variables.getOrDefault(name, value);
    return Arithmetic.isNumber(before)
        ? Arithmetic.stored(before, value)
        : Arithmetic.convert(value, declaring.get().types.getOrDefault(name, ""));
  }

  /** The scope that declares {@code name}. */
  Optional<Map<String, Value>> scope(String name) {
    return declaring(name).map(it -> it.variables);
  }

  /** The innermost scope with a variable {@code name} that no field of a class made here hides. */
  private Optional<Frame> declaring(String name) {
    Value within = self;
    for (Optional<Frame> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
      Frame here = at.get();
      if (here.self != within
          && within instanceof Obj object
          && object.fields().containsKey(name)) {
        return Optional.empty();
      }
      if (here.variables.containsKey(name)) {
        return at;
      }
      within = here.self;
    }
    return Optional.empty();
  }
}
