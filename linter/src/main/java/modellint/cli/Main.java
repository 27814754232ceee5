package modellint.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The program. Output is UTF-8 with line feeds on every platform. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    boolean terminal = Terminal.isTerminal(1);
    var console =
        new Console(
            System.in,
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            terminal,
            Terminal.isTerminal(2),
            Terminal.wantsColour(System.getenv(), terminal));
    System.exit(new Cli(console).run(args));
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }
}
