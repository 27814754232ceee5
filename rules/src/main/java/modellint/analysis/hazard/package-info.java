/**
 * Places where numbers become NaN or infinite, forward or in the derivative, found from the ranges
 * of the values. Depends on the ranges, the wiring and the layers alone.
 */
package modellint.analysis.hazard;
