/**
 * Models in ONNX Runtime: the forward session, the backward session made from it, and the numbers
 * that come out. The only package that touches the runtime.
 */
package modellint.verify.run;
