/**
 * ONNX nodes written one after the other, each value with its static shape. What is recorded here
 * can be differentiated like any graph that was read. Depends on the ONNX messages alone.
 */
package modellint.verify.tape;
