package modellint.dl4j;

import java.util.Optional;

/**
 * What a layer takes its settings from besides itself.
 *
 * @param globals in force where it states nothing
 * @param tuning of transfer learning, in force whatever it states
 */
record Heritage(Globals globals, Optional<Settings> tuning, Fate fate) {

  /** Of a layer in a definition of its own. */
  static Heritage of(Globals globals) {
    return new Heritage(globals, Optional.empty(), Fate.FRESH);
  }

  /** Whether transfer learning adds the layer. */
  boolean isAdded() {
    return tuning.isEmpty()
        && fate != Fate.RESIZED
        && globals.settings().type().equals(Tuning.TYPE);
  }

  /** Whether transfer learning draws it anew: where its size differs, its weights are misread. */
  boolean isRedrawn() {
    return isAdded() || fate == Fate.RESIZED || (tuning.isPresent() && fate == Fate.FRESH);
  }

  /** Whether its weights are drawn, not taken over. */
  boolean isDrawn() {
    return fate == Fate.FRESH || fate == Fate.RESIZED;
  }

  Heritage with(Fate fate) {
    return new Heritage(globals, tuning, fate);
  }
}
