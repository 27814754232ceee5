/**
 * The Encog front end: {@code BasicNetwork} of {@code BasicLayer}s, the patterns that are trained
 * by gradients and {@code EncogUtility.simpleFeedForward}. Read in Encog 3.4, and its parameters
 * and draws compared with what the library itself made. A context is a second input: the library
 * takes it for a constant of the step.
 */
package modellint.encog;
