package modellint.fuzz;

/** A layer and what leaves it. */
record Layer(Piece piece, Flow out) {}
