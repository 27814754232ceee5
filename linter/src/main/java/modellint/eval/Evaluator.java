package modellint.eval;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Evaluates the methods of a source file that may define a model. It begins where the program does
 * ({@code main}), then in methods that nobody in the file calls, with their parameters unknown, and
 * last in whatever is still unvisited, so that every definition is seen with as much known as the
 * source says.
 */
public final class Evaluator {

  /**
   * What an evaluation gave.
   *
   * @param objects library objects in order of creation
   * @param stopped why evaluation of some entry point ended early; empty in the usual case
   */
  public record Result(List<Obj> objects, List<String> stopped) {
    public Result {
      objects = List.copyOf(objects);
      stopped = List.copyOf(stopped);
    }
  }

  /** No program known that defines models takes a fifth of it; a library's own sources may. */
  private static final long MOST_STEPS = 10_000_000;

  private final Sources sources;
  private final Api api;
  private long steps;

  public Evaluator(Sources sources, Api api) {
    this.sources = sources;
    this.api = api;
  }

  /**
   * Evaluates {@code file}.
   *
   * @param words method names and simple class names whose use marks a definition, as does a class
   *     that has such a method; methods that lead to none are not run. A class that the file
   *     declares itself is another one
   */
  public Result run(SourceFile file, Set<String> words) {
    var objects = new ArrayList<Obj>();
    var stopped = new ArrayList<String>();
    var visited = new HashSet<String>();
    List<ClassSource> classes =
        file.classes().stream()
            .filter(it -> !it.isLocal() && !api.answersFor(it.name()))
            .map(it -> sources.find(it.name()).orElse(it))
            .toList();
    Set<String> marks = marks(classes, words);
    Map<MethodDeclaration, String> keys = new IdentityHashMap<>();
    for (ClassSource type : classes) {
      type.code().getMethods().forEach(it -> keys.put(it, key(type, it)));
    }
    Set<MethodDeclaration> leading = leading(classes, marks);
    Set<String> called = called(classes);
    List<Predicate<MethodDeclaration>> rounds =
        List.of(
            it -> it.getNameAsString().equals("main") && it.isStatic(),
            it -> !called.contains(it.getNameAsString()),
            it -> true);
    for (Predicate<MethodDeclaration> round : rounds) {
      for (ClassSource type : classes) {
        for (MethodDeclaration method : type.code().getMethods()) {
          if (leading.contains(method)
              && round.test(method)
              && !visited.contains(keys.get(method))) {
            if (steps > MOST_STEPS) {
              stopped.add("evaluation takes more than " + MOST_STEPS + " steps");
              return new Result(objects, stopped);
            }
            visited.addAll(run(type, method, marks, objects, stopped, keys));
          }
        }
      }
    }
    for (ClassSource type : classes) {
      boolean outside =
          type.code().getMembers().stream()
                  .anyMatch(
                      it ->
                          (it.isConstructorDeclaration()
                                  || it.isFieldDeclaration()
                                  || it.isInitializerDeclaration())
                              && marked(it, marks))
              || type.code().getMethods().stream()
                  .anyMatch(it -> marks.contains(it.getNameAsString()));
      if (outside) {
        var interpreter = new Interpreter(sources, api);
        attempt(type.name(), stopped, () -> interpreter.enter(type));
        objects.addAll(interpreter.created());
      }
    }
    return new Result(objects, stopped);
  }

  /** What the classes' own names hide is only meant where it is written out with its package. */
  private static Set<String> marks(List<ClassSource> classes, Set<String> words) {
    var marks = new HashSet<>(words);
    for (ClassSource type : classes) {
      if (marks.remove(type.simpleName())) {
        marks.add("." + type.simpleName());
      }
    }
    return marks;
  }

  /** Runs one entry point and answers the keys of the methods that were run with it. */
  private Set<String> run(
      ClassSource type,
      MethodDeclaration method,
      Set<String> marks,
      List<Obj> objects,
      List<String> stopped,
      Map<MethodDeclaration, String> keys) {
    var interpreter = new Interpreter(sources, api);
    attempt(
        type.name() + "." + method.getNameAsString(),
        stopped,
        () -> interpreter.enter(type, method));
    // A library may call what it was given: run the lambdas that make definitions.
    for (Function.Lambda lambda : List.copyOf(interpreter.idle())) {
      if (marked(lambda.code(), marks)) {
        attempt(type.name(), stopped, () -> interpreter.apply(lambda, List.of()));
      }
    }
    steps += interpreter.steps();
    objects.addAll(interpreter.created());
    var visited = new HashSet<String>();
    visited.add(key(type, method));
    interpreter.visited().stream().filter(keys::containsKey).map(keys::get).forEach(visited::add);
    return visited;
  }

  private static void attempt(String entry, List<String> stopped, Runnable run) {
    try {
      run.run();
    } catch (BudgetExceeded e) {
      String why = entry + ": " + e.getMessage();
      if (!stopped.contains(why)) {
        stopped.add(why);
      }
    } catch (Thrown e) {
      // The program itself ends here; what it built before is what it built.
    }
  }

  private static String key(ClassSource type, MethodDeclaration method) {
    return type.name() + "." + method.getSignature().asString();
  }

  /** The methods from which a marked call can be reached, by simple name within the file. */
  private static Set<MethodDeclaration> leading(List<ClassSource> classes, Set<String> marks) {
    var names = new HashSet<>(marks);
    Set<MethodDeclaration> leading = Collections.newSetFromMap(new IdentityHashMap<>());
    Map<Node, Set<String>> mentioned = new IdentityHashMap<>();
    for (boolean grows = true; grows; ) {
      grows = false;
      for (ClassSource type : classes) {
        boolean constructs =
            Stream.<Node>concat(
                    type.code().getConstructors().stream(), type.code().getFields().stream())
                .anyMatch(
                    it ->
                        !Collections.disjoint(
                            mentioned.computeIfAbsent(it, Evaluator::mentions), names));
        grows |= constructs && names.add(type.simpleName());
        for (MethodDeclaration method : type.code().getMethods()) {
          if (!leading.contains(method)
              && !Collections.disjoint(
                  mentioned.computeIfAbsent(method, Evaluator::mentions), names)) {
            leading.add(method);
            names.add(method.getNameAsString());
            grows = true;
          }
        }
      }
    }
    return leading;
  }

  /**
   * Names of the methods called, alone and behind the last name of their scope, and of the classes
   * made.
   */
  private static Set<String> mentions(Node node) {
    var names = new HashSet<String>();
    node.walk(
        it -> {
          if (it instanceof MethodCallExpr call) {
            names.add(call.getNameAsString());
            call.getScope()
                .filter(scope -> scope.isNameExpr() || scope.isFieldAccessExpr())
                .map(scope -> ((NodeWithSimpleName<?>) scope).getNameAsString())
                .ifPresent(scope -> names.add(scope + "." + call.getNameAsString()));
          } else if (it instanceof ObjectCreationExpr made) {
            names.add(made.getType().getNameAsString());
            made.getType()
                .getScope()
                .filter(scope -> Character.isLowerCase(scope.getNameAsString().charAt(0)))
                .ifPresent(scope -> names.add("." + made.getType().getNameAsString()));
          }
        });
    return names;
  }

  private static boolean marked(Node node, Set<String> names) {
    return !Collections.disjoint(mentions(node), names);
  }

  private static Set<String> called(List<ClassSource> classes) {
    var names = new HashSet<String>();
    for (ClassSource type : classes) {
      for (MethodDeclaration method : type.code().getMethods()) {
        method
            .findAll(MethodCallExpr.class)
            .forEach(
                it -> {
                  if (!it.getNameAsString().equals(method.getNameAsString())) {
                    names.add(it.getNameAsString());
                  }
                });
      }
    }
    return names;
  }
}
