/**
 * The forms a report takes. Each format is one class that writes a {@link modellint.engine.Report}
 * and decides nothing: what failed and what did not comes with the report.
 */
package modellint.report;
