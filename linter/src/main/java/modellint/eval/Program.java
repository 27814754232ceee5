package modellint.eval;

import com.github.javaparser.ast.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import modellint.graph.Place;

/**
 * An evaluation that can go on. A front end whose models are programs themselves calls the
 * functions and methods that it met, with arguments of its own making and an {@link Api} that
 * answers what the library would do to them.
 */
public final class Program {

  private final Interpreter interpreter;

  Program(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** The program does not come to an end with these arguments; the message says why. */
  public static final class Ended extends Exception {
    private static final long serialVersionUID = 1L;

    private final String thrown;

    Ended(String message, String thrown) {
      super(message);
      this.thrown = thrown;
    }

    /** The class of the exception that the program throws; empty where it merely takes too long. */
    public String thrown() {
      return thrown;
    }
  }

  /** What calling {@code function} gives. */
  public Value apply(Value function, List<Value> arguments, Api api) throws Ended {
    return attempt(api, () -> interpreter.apply(function, arguments));
  }

  /** What a method of {@code receiver} gives; empty where no source at hand has it. */
  public Optional<Value> call(Obj receiver, String method, List<Value> arguments, Api api)
      throws Ended {
    return attempt(api, () -> interpreter.members().ownMethod(receiver, method, arguments, 0));
  }

  private <T> T attempt(Api api, Supplier<T> work) throws Ended {
    try {
      return interpreter.with(api, work);
    } catch (BudgetExceeded e) {
      throw new Ended(String.valueOf(e.getMessage()), "");
    } catch (Thrown e) {
      throw new Ended("it throws " + (e.type().isEmpty() ? "an exception" : e.type()), e.type());
    }
  }

  /**
   * The class itself and its superclasses by qualified name, up to the first whose source is not at
   * hand.
   */
  public List<String> ancestry(String type) {
    return interpreter.members().lineage().ancestry(type);
  }

  /** True where the class or one it inherits from has a method of this name in the sources. */
  public boolean declares(String type, String method) {
    return ancestry(type).stream()
        .flatMap(it -> interpreter.source(it).stream())
        .anyMatch(it -> !it.code().getMethodsByName(method).isEmpty());
  }

  /** As before, with a parameter of {@code kind} at {@code index}. */
  public boolean declares(String type, String method, int index, String kind) {
    return ancestry(type).stream()
        .flatMap(it -> interpreter.source(it).stream())
        .flatMap(it -> it.code().getMethodsByName(method).stream())
        .anyMatch(
            it ->
                it.getParameters().size() > index
                    && it.getParameter(index).getType().asString().equals(kind));
  }

  /** True of what no program makes: a class that its source calls abstract, without a body. */
  public boolean isAbstract(Obj object) {
    return object.body().isEmpty()
        && interpreter
            .source(object.type())
            .filter(it -> it.code().hasModifier(Modifier.Keyword.ABSTRACT))
            .isPresent();
  }

  /** What calls of {@code method} on {@code receiver} gave, in order. */
  public List<Obj> results(Obj receiver, String method) {
    return interpreter.created().stream()
        .filter(
            it ->
                it.origin() instanceof Origin.Result made
                    && made.receiver() == receiver
                    && made.method().equals(method))
        .toList();
  }

  /** Where the class is declared; empty where its source is not at hand. */
  public Optional<Place.Line> declaration(String type) {
    return interpreter.source(type).map(it -> it.file().place(it.code().getName()));
  }
}
