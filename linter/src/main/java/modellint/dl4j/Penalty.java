package modellint.dl4j;

import java.util.Optional;
import java.util.Set;
import modellint.eval.Call;

/**
 * The penalties in force on one level; NaN where only a run knows one. Within a builder the last of
 * L2 and weight decay wins. A layer inherits each kind it does not set itself, and since
 * 1.0.0-beta4 zero is no way to set one: a layer cannot switch a global penalty off.
 */
record Penalty(Optional<Double> l1, Optional<Double> l2, Optional<Double> weightDecay) {

  private static final Set<String> KINDS = Set.of("l1", "l2", "weightDecay");

  static final Penalty NONE = new Penalty(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * What {@code builder} sets.
   *
   * @param zeros whether zero counts as set
   */
  static Penalty of(Settings builder, boolean zeros) {
    Penalty it = NONE;
    for (Call call : builder.calls()) {
      if (!KINDS.contains(call.method())) {
        continue;
      }
      Optional<Double> given =
          Optional.of(Settings.value(call).real().orElse(Double.NaN))
              .filter(x -> !(x <= 0) || (zeros && x == 0));
      it =
          switch (call.method()) {
            case "l1" -> new Penalty(given, it.l2, it.weightDecay);
            case "l2" ->
                new Penalty(it.l1, given, given.isPresent() ? Optional.empty() : it.weightDecay);
            default -> new Penalty(it.l1, given.isPresent() ? Optional.empty() : it.l2, given);
          };
    }
    return it;
  }

  static Penalty of(Settings builder) {
    return of(builder, false);
  }

  /**
   * What a fine-tune configuration leaves of it: penalties stated there replace all, and zeros
   * remove, L1's excepted, which the library forgets.
   */
  Penalty tuned(Settings tuning) {
    Penalty stated = of(tuning);
    if (!stated.equals(NONE)) {
      return stated;
    }
    return new Penalty(
        l1,
        isZero(tuning, "l2") ? Optional.empty() : l2,
        isZero(tuning, "weightDecay") ? Optional.empty() : weightDecay);
  }

  private static boolean isZero(Settings builder, String setter) {
    return builder.real(setter).filter(it -> it <= 0).isPresent();
  }

  /** This one's, and {@code global}'s where it has none; zeros are none in the end. */
  Penalty inherit(Penalty global) {
    return new Penalty(
        l1.or(global::l1).filter(it -> it != 0),
        l2.or(global::l2).filter(it -> it != 0),
        weightDecay.or(global::weightDecay).filter(it -> it != 0));
  }
}
