package modellint.graph;

import java.util.Optional;

/** A named input, output or intermediate tensor as the model declares it. */
public record Value(String name, ElementType type, Optional<Shape> shape) {}
