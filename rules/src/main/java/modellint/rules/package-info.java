/**
 * The list of all rules, and below it the rules by group: ML1xx {@code signal}, ML2xx {@code
 * weight}, ML3xx {@code structure}.
 *
 * <p>One cause, one finding. Weight rules explain structure and signal rules, structure rules
 * explain signal rules, never the other way round; {@link modellint.rule.Inspection} drops what is
 * explained. A rule that blames a cause for predicted damage first shows by a {@link
 * modellint.rules.damage.Remedy} that the damage goes when the cause does: weights from N(0, 1) or
 * from a default that is too narrow are ML201, constant weights ML202, sigmoids that no initialiser
 * can save ML302, depth alone ML304, a batch-normalised chain ML305. What is left without a known
 * cause is reported as the symptom, ML101 to ML104, at the layer that contributes most.
 */
package modellint.rules;
