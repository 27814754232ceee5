/**
 * One run from paths to a report: find the files, read them, run the analyses and the rules,
 * collect what was found and what could not be checked. Depends on the rules, the front ends and
 * the configuration; knows nothing of formats or of the command line.
 */
package modellint.engine;
