package modellint.analysis.signal;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Inputs that say which positions of a sequence count. Predictions and runs take it that all do, as
 * in a batch of sequences of one length: nothing is hidden, whether the mask is multiplied, chosen
 * by, or turned into what is added to attention scores.
 */
public final class MaskInput {

  private MaskInput() {}

  /**
   * The number that hides nothing, of an input that is a mask by its name: one, but zero where the
   * mask marks padding, as PyTorch's {@code key_padding_mask} does.
   */
  public static OptionalDouble open(String input) {
    String name = input.toLowerCase(Locale.ROOT);
    if (!name.contains("mask")) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(name.contains("pad") ? 0 : 1);
  }
}
