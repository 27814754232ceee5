package modellint.rule;

import modellint.graph.Estimate;

/** A number that a finding rests on, with the limit it broke and how it is known. */
public record Measure(String name, Estimate estimate, double limit) {}
