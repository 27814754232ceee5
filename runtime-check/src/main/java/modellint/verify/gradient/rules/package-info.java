/** The vector-Jacobian products of the standard operators, each written as standard operators. */
package modellint.verify.gradient.rules;
