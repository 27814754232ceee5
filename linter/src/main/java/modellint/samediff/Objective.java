package modellint.samediff;

import modellint.eval.Obj;
import modellint.graph.Loss;
import modellint.graph.Place;

/**
 * What the training minimises.
 *
 * @param prediction what the loss compares with the labels
 * @param loss of a known gradient, or {@code OTHER}
 * @param word the loss in the library's own word, lower case
 */
record Objective(Obj prediction, Loss loss, String word, Place.Line place) {}
