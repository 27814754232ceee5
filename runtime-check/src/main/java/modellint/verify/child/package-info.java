/**
 * The process that touches native code, and the parent's side of it. A crash, a hang or nonsense
 * from the child becomes an answer like any other.
 */
package modellint.verify.child;
