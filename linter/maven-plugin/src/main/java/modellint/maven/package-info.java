/**
 * The Maven plugin: the command line, called from a build. It decides nothing that the command line
 * does not decide.
 */
package modellint.maven;
