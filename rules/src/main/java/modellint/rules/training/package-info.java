/**
 * Rules on how a model will be trained, ML4xx: learning rate, schedule, clipping, dropout and
 * penalties. They read what a definition, a file's metadata or the configuration states; a setting
 * that nobody states is none to judge.
 */
package modellint.rules.training;
