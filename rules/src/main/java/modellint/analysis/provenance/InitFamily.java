package modellint.analysis.provenance;

/**
 * The initialiser that a tensor's numbers fit.
 *
 * @param name what people call it: {@code He normal (fan-in)}; {@code normal} or {@code uniform}
 *     where the spread is none that has a name
 * @param std the standard deviation that the family prescribes; the measured one where it
 *     prescribes none
 */
public record InitFamily(String name, Distribution distribution, double std) {}
