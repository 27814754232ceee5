/**
 * Deeplearning4j's model definitions: lists, graphs and transfer learning, read as the library of
 * the stated version builds them. Inheritance, inference of sizes, initialisers and updaters follow
 * the library's source, not its documentation. Depends on the evaluator and on the sketch.
 */
package modellint.dl4j;
