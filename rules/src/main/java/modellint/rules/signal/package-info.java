/**
 * ML1xx: signal and gradient leave the range in which networks train. These are symptoms: where a
 * rule of another group names the cause, that one is reported instead. The gradient of a weight is
 * the gradient behind it times the signal before it, so a signal out of range explains gradients
 * out of range.
 */
package modellint.rules.signal;
