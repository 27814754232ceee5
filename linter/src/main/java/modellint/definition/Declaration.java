package modellint.definition;

import modellint.graph.Shape;
import modellint.graph.Weights;

/** A parameter about to be added to a sketch: its shape and how its elements are drawn. */
public record Declaration(String name, Shape shape, Weights weights) {}
