/** What a rule author must know: the rule, its card, its settings, the subject, its findings. */
package modellint.rule;
