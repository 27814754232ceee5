/**
 * Shapes, element types and folded constants of every value of a graph, by one inference per
 * operator. Depends on the graph alone.
 */
package modellint.analysis.shape;
