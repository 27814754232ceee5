/**
 * What predicted growth costs, and what a change would gain. {@link modellint.rules.damage.Damage}
 * turns the scores of the signal analysis into a severity by one set of limits for all rules;
 * {@link modellint.rules.damage.Remedy} asks the same analysis about the graph with one thing
 * changed. A rule that blames a cause must show that without the cause the damage is gone.
 */
package modellint.rules.damage;
