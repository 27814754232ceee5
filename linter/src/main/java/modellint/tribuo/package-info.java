/**
 * The Tribuo front end: networks that its TensorFlow factories build. Read in Tribuo's repository
 * (2026).
 */
package modellint.tribuo;
