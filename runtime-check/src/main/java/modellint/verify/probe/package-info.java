/**
 * One model measured: prepared, fed with inputs that suit it, run forward and backward for each
 * seed. Runs in the child process alone.
 */
package modellint.verify.probe;
