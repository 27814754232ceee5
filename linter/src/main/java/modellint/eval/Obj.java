package modellint.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object: its class, how it came to be, the calls it received that no source at hand defines,
 * and its fields where its class is in the sources. A builder chain is one such object with one
 * {@link Call} a link, whether it is written in one expression or over many statements.
 */
public final class Obj implements Value {

  private static final int MOST_CALLS = 5_000;

  private final String type;
  private final Origin origin;
  private final Optional<Program> program;
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, Value> fields = new LinkedHashMap<>();
  private Optional<ClassBody> body = Optional.empty();
  private Optional<Obj> outer = Optional.empty();
  private boolean handedOn;

  public Obj(String type, Origin origin) {
    this(type, origin, Optional.empty());
  }

  Obj(String type, Origin origin, Optional<Program> program) {
    this.type = type;
    this.origin = origin;
    this.program = program;
  }

  /** The evaluation that made this object, to go on with; empty where a front end made it. */
  public Optional<Program> program() {
    return program;
  }

  /** The qualified name of the class; empty where a library's result type is not known. */
  public String type() {
    return type;
  }

  public Origin origin() {
    return origin;
  }

  /** Every call so far, oldest first. */
  public List<Call> calls() {
    return Collections.unmodifiableList(calls);
  }

  /** The calls named {@code method}. */
  public List<Call> calls(String method) {
    return calls.stream().filter(call -> call.method().equals(method)).toList();
  }

  /** The class body of its own, written where it is made. */
  Optional<ClassBody> body() {
    return body;
  }

  void take(ClassBody own) {
    body = Optional.of(own);
  }

  /** The object whose class an inner class's object belongs to. */
  Optional<Obj> outer() {
    return outer;
  }

  void belongTo(Obj around) {
    outer = Optional.of(around);
  }

  Map<String, Value> fields() {
    return fields;
  }

  /** What the field of this name holds; empty where no source at hand declares it. */
  public Optional<Value> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** Values that the object's own fields hold. */
  public List<Value> held() {
    return List.copyOf(fields.values());
  }

  /** True where code that is not at hand was given it, and may do with it what it likes. */
  public boolean isHandedOn() {
    return handedOn;
  }

  void handOn() {
    handedOn = true;
  }

  /** Logs {@code call}; what an object of no library receives beyond all sense is not kept. */
  void add(Call call, boolean matters) {
    if (calls.size() < MOST_CALLS) {
      calls.add(call);
    } else if (matters) {
      throw new BudgetExceeded("an object receives more than " + MOST_CALLS + " calls");
    }
  }

  @Override
  public String toString() {
    return type + "@" + origin.place();
  }
}
