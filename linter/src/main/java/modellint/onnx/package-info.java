/**
 * The front end that reads ONNX files. A scanner walks the wire format once and leaves every
 * payload in the file; the generated classes see only what is left; weights are measured block by
 * block and never held. Depends on {@code modellint.graph} and protobuf-java alone.
 */
package modellint.onnx;
