/**
 * The Neuroph front end: {@code MultiLayerPerceptron}. Read in Neuroph 2.9x's repository (2021):
 * every weight and bias is drawn from U(-0.7, 0.7), every layer but the input has the one transfer
 * function, and learning is back-propagation with momentum, sample by sample.
 */
package modellint.neuroph;
