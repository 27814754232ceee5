package modellint.cli;

import java.io.InputStream;
import java.io.PrintWriter;

/**
 * The streams that a command works with.
 *
 * @param outIsTerminal whether a person watches standard output
 * @param errIsTerminal whether a person watches standard error
 * @param colour whether standard output may be coloured
 */
public record Console(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean colour) {}
