/**
 * Rules on what stands at the outputs and the loss that reads it, ML31x. Each compares the function
 * that ends the graph with what the stated loss takes; where either is not known, or several
 * outputs leave open which one is meant, nothing is said.
 */
package modellint.rules.loss;
