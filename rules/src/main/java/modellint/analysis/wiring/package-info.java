/** Who produces and who reads each value of a graph: what every structural analysis starts from. */
package modellint.analysis.wiring;
