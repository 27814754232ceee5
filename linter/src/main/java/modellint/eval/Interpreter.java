package modellint.eval;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.BlockStmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import modellint.graph.Place;

/**
 * The state of one evaluation and the switchboard between its parts: statements, expressions,
 * members of classes at hand, and the JDK's own classes. Deterministic; bounded in steps and depth.
 */
final class Interpreter {

  private static final long MOST_STEPS = 2_000_000;
  private static final int MOST_DEPTH = 48;

  private final Names names;
  private final Sources sources;
  private Api api;
  private final Journal journal = new Journal(this::steps);
  private final Statements statements = new Statements(this);
  private final Expressions expressions = new Expressions(this);
  private final Members members = new Members(this);
  private final Jdk jdk = new Jdk(this);
  private final List<Obj> created = new ArrayList<>();
  private final Set<MethodDeclaration> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Function.Lambda> idle = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Program program = new Program(this);
  private final Wording wording = new Wording();
  private long steps;
  private long defined;

  Interpreter(Sources sources, Api api) {
    this.sources = sources;
    this.api = api;
    this.names = new Names(sources, api);
  }

  Names names() {
    return names;
  }

  Sources sources() {
    return sources;
  }

  Api api() {
    return api;
  }

  Wording wording() {
    return wording;
  }

  Journal journal() {
    return journal;
  }

  Statements statements() {
    return statements;
  }

  Patterns patterns() {
    return expressions.patterns();
  }

  Members members() {
    return members;
  }

  Jdk jdk() {
    return jdk;
  }

  /** Lambdas that nothing at hand has called yet: a library may. */
  Set<Function.Lambda> idle() {
    return idle;
  }

  /** Every object of a library's class made so far, in order. */
  List<Obj> created() {
    return created;
  }

  Set<MethodDeclaration> visited() {
    return visited;
  }

  void step() {
    if (++steps > MOST_STEPS) {
      throw new BudgetExceeded("evaluation takes more than " + MOST_STEPS + " steps");
    }
  }

  /** Counts work that costs as much as {@code count} steps. */
  void steps(long count) {
    steps += count - 1;
    step();
  }

  long steps() {
    return steps;
  }

  /** How often the library was given something to define: an object of its own, or a function. */
  long defined() {
    return defined;
  }

  Value value(Expression expression, Frame frame) {
    step();
    return expressions.value(expression, frame);
  }

  void assign(Expression target, Value value, Frame frame) {
    expressions.assignments().assign(target, value, frame);
  }

  /** The value that a declaration gives its variable. */
  Value initial(VariableDeclarator variable, Frame frame, String what) {
    String type = variable.getType().asString();
    if (variable.getInitializer().isEmpty()) {
      return sources.given(
          new Value.Unknown(
              variable.getNameAsString(), what + " " + variable.getNameAsString() + " is not set"));
    }
    Expression initializer = variable.getInitializer().get();
    Value value =
        initializer.isArrayInitializerExpr()
            ? expressions.array(initializer.asArrayInitializerExpr(), type, frame)
            : value(initializer, frame);
    return sources.given(named(Arithmetic.convert(value, type), variable.getNameAsString()));
  }

  /** An unknown value takes the name of the variable it is stored in. */
  static Value named(Value value, String name) {
    return value instanceof Value.Unknown it ? it.named(name) : value;
  }

  /** A new object of a library's class. */
  Obj make(String type, Origin origin) {
    step();
    var object = new Obj(type, origin, Optional.of(program));
    defined += !(origin instanceof Origin.Result) && api.has(type) ? 1 : 0;
    journal.born(object);
    journal.born(object.fields());
    created.add(object);
    return object;
  }

  /** Logs a call on a library's object and answers what it gives. */
  Value call(Obj receiver, String method, List<Value> arguments, Place.Line place) {
    int before = receiver.calls().size();
    defined += arguments.stream().anyMatch(this::defines) ? 1 : 0;
    var call = new Call(method, arguments, place, journal.isCertain(receiver));
    receiver.add(call, api.has(receiver.type()) && receiver.type().endsWith("Builder"));
    return api.result(receiver, call)
        .orElseGet(
            () ->
                make(
                    api.resultType(receiver.type(), method),
                    new Origin.Result(receiver, method, arguments, before, place)));
  }

  private boolean defines(Value argument) {
    return argument instanceof Function || (argument instanceof Obj it && api.has(it.type()));
  }

  /** Does {@code work} with {@code other} in place of the library's own answers. */
  <T> T with(Api other, Supplier<T> work) {
    Api before = api;
    long taken = steps;
    api = other;
    steps = 0;
    try {
      return work.get();
    } finally {
      api = before;
      steps = taken;
    }
  }

  /** Begins in {@code method}, with its parameters unknown. */
  void enter(ClassSource type, MethodDeclaration method) {
    if (!method.getNameAsString().equals("main")) {
      members.statics().enter(type.name());
    }
    Value self = method.isStatic() ? new Value.Nothing() : members.enterObject(type);
    List<Value> arguments =
        method.getParameters().stream()
            .map(it -> it.getNameAsString())
            .<Value>map(it -> new Value.Unknown(it, "parameter " + it + " of " + method.getName()))
            .map(sources::given)
            .toList();
    members.invoke(method, type, self, arguments, 0);
  }

  /** Begins with loading {@code type} and making an object of it. */
  void enter(ClassSource type) {
    members.statics().enter(type.name());
    members.statics().load(type);
    members.enterObject(type);
  }

  /** Runs the body of a method, constructor or lambda in {@code frame}. */
  Value run(BlockStmt body, Frame frame) {
    if (frame.depth() > MOST_DEPTH) {
      return new Value.Unknown("recursion", "calls are nested deeper than " + MOST_DEPTH);
    }
    Completion end = statements.block(body.getStatements(), frame);
    if (frame.maybe().isEmpty()) {
      return end instanceof Completion.Return it ? it.value() : new Value.Nothing();
    }
    var all = new ArrayList<>(frame.maybe());
    if (end instanceof Completion.Return it && end != Completion.RETURNED) {
      all.add(it.value());
    }
    return agree(all);
  }

  /** The one value that all of {@code values} are, or unknown. */
  static Value agree(List<Value> values) {
    var distinct = new LinkedHashSet<>(values);
    return distinct.size() == 1
        ? values.get(0)
        : Value.Unknown.of("result", "the result depends on a condition that is not known", values);
  }

  /** What calling a lambda or method reference with {@code arguments} gives. */
  Value apply(Value function, List<Value> arguments) {
    if (function instanceof Function.Lambda it) {
      idle.remove(it);
      Frame frame = it.frame().function(it.frame().depth() + 1);
      for (int i = 0; i < it.code().getParameters().size(); i++) {
        String name = it.code().getParameter(i).getNameAsString();
        frame.declare(
            name,
            i < arguments.size()
                ? arguments.get(i)
                : new Value.Unknown(name, "parameter " + name + " of a lambda"));
      }
      return it.code().getExpressionBody().isPresent()
          ? value(it.code().getExpressionBody().get(), frame)
          : run(it.code().getBody().asBlockStmt(), frame);
    }
    if (function instanceof Function.Combined it) {
      return new Functions(this).apply(it, arguments);
    }
    if (function instanceof Obj it && it.body().isPresent()) {
      return members.bodies().applied(it, arguments);
    }
    return function instanceof Function.Reference it
        ? expressions.applyReference(it, arguments)
        : new Value.Unknown("function", "the function called is not known");
  }

  Optional<ClassSource> source(String type) {
    return type.isEmpty()
        ? Optional.empty()
        : sources.find(type).filter(it -> !api.answersFor(type));
  }
}
