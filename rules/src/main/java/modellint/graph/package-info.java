/**
 * The graph that every front end produces and every analysis reads: ONNX operators, named values,
 * parameters with what is known of their weights. Immutable; depends on the JDK alone.
 */
package modellint.graph;
