/**
 * Models rewritten so that no node holds a graph or a sequence: functions expanded, branches
 * chosen, loops written out as often as a run has shown them to go round. Knows the format alone,
 * not the runtime.
 */
package modellint.verify.unroll;
