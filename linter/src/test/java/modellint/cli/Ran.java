package modellint.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** What one call of the command line came to. */
record Ran(int code, String out, String err) {

  static Ran with(String input, boolean terminal, String... arguments) {
    return with(input.getBytes(StandardCharsets.UTF_8), terminal, arguments);
  }

  static Ran with(byte[] input, boolean terminal, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var console =
        new Console(
            new ByteArrayInputStream(input),
            new PrintWriter(out),
            new PrintWriter(err),
            terminal,
            false,
            false);
    int code = new Cli(console).run(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  static Ran of(String... arguments) {
    return with("", false, arguments);
  }
}
