/**
 * From a Java file to the definitions in it: the filter by text, the parser, the sources and the
 * build file around it, and the libraries that can be read. Depends on the evaluator and on the
 * libraries' packages; knows nothing of runs and reports.
 */
package modellint.source;
