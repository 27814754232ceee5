/** From measured numbers to verdicts: the rules are asked again, about what was measured. */
package modellint.verify.judge;
