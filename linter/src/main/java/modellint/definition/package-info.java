/**
 * What the Java front ends share: the sketch on which a definition is drawn as the graph of
 * standard ONNX operators that an exporter would have written for it, with weights declared by the
 * initialiser that draws them. Sizes that the source does not determine are symbolic dimensions;
 * weights whose variance depends on one are unknown with that reason. Depends on the graph alone.
 */
package modellint.definition;
