package modellint.verify.gradient;

import java.util.Optional;
import java.util.function.Predicate;
import modellint.verify.tape.Call;
import modellint.verify.tape.Tensor;

/** Makes a rule for one call that the registry has none for. */
public interface Fallback {

  Fallback NONE = (call, wanted) -> Optional.empty();

  /** {@code wanted} tells which inputs a gradient is asked by. */
  Optional<Rule.Product> of(Call call, Predicate<Tensor> wanted);
}
