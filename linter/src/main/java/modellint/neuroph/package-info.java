/**
 * The Neuroph front end: the networks of {@code org.neuroph.nnet} that learn by gradients. Read in
 * Neuroph 2.9x's repository (2021), and its parameters, draws and training steps compared with what
 * the library itself made. Networks that remember are drawn as one step with the memory as a second
 * input, because its back-propagation goes no further.
 */
package modellint.neuroph;
