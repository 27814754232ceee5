/**
 * Value intervals, forward over the graph, with the affine relations that keep them from raising
 * false alarms: x - max(x) is never positive, x x never negative. Depends on the graph, its shapes
 * and its wiring alone.
 */
package modellint.analysis.range;
