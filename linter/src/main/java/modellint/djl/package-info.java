/**
 * The DJL front end. A block is a program: its forward pass is run by the evaluator with arrays
 * that stand for values of the graph being drawn, so sequences, branches, lambdas and hand-written
 * blocks are all read in one way. Depends on {@code modellint.eval} for what the source says and on
 * {@code modellint.definition} for drawing.
 *
 * <p>Defaults and formulas read in ai.djl:api 0.36.0.
 */
package modellint.djl;
