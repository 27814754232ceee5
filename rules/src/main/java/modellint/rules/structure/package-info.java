/** ML3xx: activations, normalisation and the way layers are joined. */
package modellint.rules.structure;
