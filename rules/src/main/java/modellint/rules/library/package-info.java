/**
 * Rules on wordings that a library takes otherwise than they read, ML7xx. Each says what really
 * happens and gives the source as it should read. What only the reader of the source can know
 * arrives as a {@linkplain modellint.graph.TrainingDetails.Remark remark}.
 */
package modellint.rules.library;
