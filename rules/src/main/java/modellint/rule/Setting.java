package modellint.rule;

/** A threshold that configuration may change; {@code name} is {@code rule-name.setting}. */
public record Setting(String name, double otherwise, String summary) {}
