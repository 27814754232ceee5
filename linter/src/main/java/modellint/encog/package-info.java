/**
 * The Encog front end: {@code BasicNetwork} of {@code BasicLayer}s, feed-forward patterns and
 * {@code EncogUtility.simpleFeedForward}. Read in Encog 3.4.
 */
package modellint.encog;
