/** ML2xx: weights and how they are drawn. */
package modellint.rules.weight;
