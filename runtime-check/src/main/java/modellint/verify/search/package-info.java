/**
 * The search for an input that makes NaN or infinity at a named node: corners and draws first, then
 * ascent along the gradient of the hazardous operand, within the ranges that inputs take and within
 * a budget. Runs in the child process alone; only what is asked and what was found travels.
 */
package modellint.verify.search;
