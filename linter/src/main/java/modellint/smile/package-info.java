/**
 * The Smile front end: multilayer perceptrons by layer builders or by a string, and sequences of
 * {@code smile.deep} layers with PyTorch's initialisers. Read in Smile 4.4.2.
 */
package modellint.smile;
