/**
 * The TensorFlow Java front end: graphs of operations on {@code Ops}, with the initializers,
 * activations, losses and optimizers of its framework. Read in tensorflow-framework 1.0.0 and the
 * repository (2026).
 */
package modellint.tensorflow;
