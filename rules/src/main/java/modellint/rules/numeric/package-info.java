/**
 * Rules on numbers that become NaN or infinite: domains, overflow, derivatives, masks and
 * cancellation. They speak of what the analysis of hazards has found, and say how bad it is.
 */
package modellint.rules.numeric;
