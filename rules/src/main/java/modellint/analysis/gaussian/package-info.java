/**
 * Expectations over Gaussians: moments of pointwise functions with exact derivatives, by quadrature
 * and Hermite expansion. Depends on nothing.
 */
package modellint.analysis.gaussian;
