package modellint.engine;

import java.util.Arrays;

/** A failure of ours in one line, with the place in the code that a bug report needs. */
final class Crash {

  private Crash() {}

  static String cause(Throwable failure) {
    String at =
        Arrays.stream(failure.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("modellint."))
            .findFirst()
            .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
            .orElse("");
    String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
    return "internal error, " + failure.getClass().getSimpleName() + message + at;
  }
}
