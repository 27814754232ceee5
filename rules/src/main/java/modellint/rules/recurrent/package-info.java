/**
 * Rules on what time does to the gradient of recurrent layers, ML60x. They read the prediction for
 * the steps that the model states; a sequence of unknown length says nothing of its two ends.
 */
package modellint.rules.recurrent;
