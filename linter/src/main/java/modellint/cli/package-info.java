/**
 * The command line. Commands read their options, call the engine and a format, and name the exit
 * code; they hold no logic of their own. The process's streams and exit are touched in {@link
 * modellint.cli.Main} alone.
 */
package modellint.cli;
