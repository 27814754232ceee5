/**
 * What the stated learning rate does to the weights at the first step, and what a schedule makes of
 * it later. Depends on the signal analysis and the graph alone.
 */
package modellint.analysis.learning;
