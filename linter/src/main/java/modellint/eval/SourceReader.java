package modellint.eval;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Problem;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.CompilationUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Parses Java source that nobody vouches for. A scan of the characters first refuses what would
 * overflow the parser's stack or take minutes (deep nesting, endless operator runs, huge files);
 * the rest is parsed, and later evaluated, on a thread with a large stack.
 */
public final class SourceReader {

  private static final int MOST_CHARACTERS = 2_000_000;
  private static final long STACK_BYTES = 512L << 20;

  /** The source cannot be read; the message says why, for people. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  private SourceReader() {}

  /** Parses {@code text}, which reports call {@code path}. */
  public static SourceFile parse(String path, String text) throws Unreadable {
    if (text.length() > MOST_CHARACTERS) {
      throw new Unreadable("the file has more than " + MOST_CHARACTERS + " characters");
    }
    Prescan.check(text);
    try {
      ParseResult<CompilationUnit> result =
          parser(ParserConfiguration.LanguageLevel.BLEEDING_EDGE).parse(text);
      if (!result.isSuccessful()) {
        // Old sources use words as names that became keywords since, such as yield.
        result = parser(ParserConfiguration.LanguageLevel.RAW).parse(text);
      }
      if (result.isSuccessful() && result.getResult().isPresent()) {
        return new SourceFile(path, result.getResult().get());
      }
      throw new Unreadable(
          result.getProblems().stream().findFirst().map(SourceReader::told).orElse("is not Java"));
    } catch (StackOverflowError e) {
      throw new Unreadable("expressions are nested too deep to parse");
    }
  }

  /** Where the source stops being Java, without the parser's list of all that might stand there. */
  private static String told(Problem problem) {
    String where =
        problem
            .getLocation()
            .flatMap(TokenRange::toRange)
            .map(it -> " in line " + it.begin.line)
            .orElse("");
    String what = problem.getMessage().lines().findFirst().orElse("");
    return "does not parse"
        + where
        + ": "
        + what.replace("Parse error. Found ", "unexpected ")
            .replaceFirst(",\\s+expected .*", "")
            .strip();
  }

  /** Builds the tree alone: whether it is legal Java of that level is for a compiler to say. */
  private static JavaParser parser(ParserConfiguration.LanguageLevel level) {
    var configuration = new ParserConfiguration().setLanguageLevel(level);
    configuration.getProcessors().clear();
    return new JavaParser(configuration);
  }

  /** Runs {@code work} on a thread whose stack suffices for anything that the scan lets pass. */
  public static <T> T onLargeStack(Callable<T> work) throws Exception {
    var task = new FutureTask<>(work);
    var thread = new Thread(null, task, "modellint-java", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }
}
