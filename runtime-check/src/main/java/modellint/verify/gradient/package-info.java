/**
 * Reverse-mode differentiation: from the calls of a forward graph to the calls of its backward
 * graph. {@code gradient.rules} holds one vector-Jacobian product an operator, by family.
 */
package modellint.verify.gradient;
