/**
 * The Deep Netts front end: feed-forward and convolutional networks by their builders. Read in Deep
 * Netts Community Edition 1.13.2.
 */
package modellint.deepnetts;
