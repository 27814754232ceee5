package modellint.graph;

import java.util.Optional;

/**
 * What a definition in source says of the data that the model is fitted to, and of how often.
 *
 * @param examples how many there are to train on
 * @param labels numbers in the target of one example, at one time step where there are several
 * @param batch examples of one step
 * @param epochs passes over the examples, at least
 * @param restrained true where anything but the data may hold the weights back: a penalty, noise, a
 *     constraint, a stop when held-out data no longer improve
 * @param place where the data are made
 */
public record TrainingData(
    Optional<Long> examples,
    Optional<Long> labels,
    Optional<Integer> batch,
    long epochs,
    boolean restrained,
    Place place) {}
