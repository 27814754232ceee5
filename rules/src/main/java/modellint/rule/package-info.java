/**
 * What a rule author must know: the rule, its card, its settings, the subject, its findings; and
 * {@link modellint.rule.Inspection}, which asks every rule and keeps one finding for one cause. A
 * rule names on its card the symptoms that it {@linkplain modellint.rule.RuleInfo#explains
 * explains}: weights drawn too wide explain an exploding gradient, so where both speak, the weights
 * alone are reported. A note never hides an error.
 */
package modellint.rule;
