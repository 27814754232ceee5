/**
 * Rules on the run itself, ML0xx: cards alone. The engine makes them speak, which knows what was
 * suppressed and what the baseline allows.
 */
package modellint.rules.run;
