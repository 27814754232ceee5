package modellint.verify.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.verify.tape.Call;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tape;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/**
 * The sweep from outputs to inputs. Where an operator has no rule, everything before it on that
 * path has no known gradient: it is marked as cut, with the operator, and never reported as a sum
 * of what did arrive.
 */
public final class Reverse {

  private final Registry registry;
  private final Fallback fallback;
  private final Tape tape;
  private final Set<String> wanted;
  private final Map<String, Tensor> cotangents = new HashMap<>();
  private final Map<String, String> cut = new HashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  /**
   * @param fallback asked where no rule differentiates a call
   * @param sources names of the tensors whose gradients are asked for
   */
  public Reverse(Registry registry, Fallback fallback, Tape tape, Set<String> sources) {
    this.registry = registry;
    this.fallback = fallback;
    this.tape = tape;
    this.wanted = new HashSet<>(sources);
  }

  /** Adds {@code cotangent} to what is known of the gradient at {@code name}. */
  public void seed(String name, Tensor cotangent) {
    cotangents.merge(name, cotangent, Tensor::plus);
  }

  /** Runs back over {@code calls}, which stand in the order of the forward graph. */
  public void sweep(List<Call> calls) {
    spread(calls);
    for (int i = calls.size() - 1; i >= 0; i--) {
      back(calls.get(i));
    }
  }

  /** The gradient at {@code name}: empty where nothing depends on it, or where it is cut off. */
  public Optional<Tensor> gradient(String name) {
    return cut.containsKey(name) ? Optional.empty() : Optional.ofNullable(cotangents.get(name));
  }

  /** Why the gradient at {@code name} is not known. */
  public Optional<String> cut(String name) {
    return Optional.ofNullable(cut.get(name));
  }

  /** The reasons for every cut, by the node's first output. */
  public Map<String, String> missing() {
    return missing;
  }

  private void spread(List<Call> calls) {
    for (Call call : calls) {
      boolean flat = registry.find(call).filter(Rule.Flat.class::isInstance).isPresent();
      if (!flat && call.inputs().stream().anyMatch(it -> wanted.contains(it.name()))) {
        call.outputs().stream().filter(Reverse::carries).forEach(it -> wanted.add(it.name()));
      }
    }
  }

  private void back(Call call) {
    List<String> reasons =
        call.outputs().stream().map(it -> cut.get(it.name())).filter(it -> it != null).toList();
    if (!reasons.isEmpty()) {
      cut(call, reasons.get(0));
      return;
    }
    if (call.outputs().stream().noneMatch(it -> cotangents.containsKey(it.name()))
        || call.inputs().stream().noneMatch(this::isWanted)) {
      return;
    }
    try {
      Rule rule = registry.find(call).orElseThrow(() -> new NoGradientException(call.op()));
      if (rule instanceof Rule.Product product) {
        pull(call, product);
      } else if (rule instanceof Rule.Expansion expansion) {
        expand(call, expansion);
      }
    } catch (NoGradientException e) {
      Optional<Rule.Product> instead = fallback.of(call, this::isWanted);
      if (instead.isPresent()) {
        pull(call, instead.get());
        return;
      }
      String reason = "operator " + e.getMessage();
      missing.putIfAbsent(call.outputs().get(0).name(), reason);
      cut(call, reason);
    }
  }

  private boolean isWanted(Tensor tensor) {
    return carries(tensor) && wanted.contains(tensor.name());
  }

  private static boolean carries(Tensor tensor) {
    return tensor.isReal() || (!tensor.isAbsent() && tensor.type() == Type.OPAQUE);
  }

  private void cut(Call call, String reason) {
    call.inputs().stream().filter(this::isWanted).forEach(it -> cut.put(it.name(), reason));
  }

  private void pull(Call call, Rule.Product rule) {
    var pullback =
        new Pullback(
            call,
            tape,
            i -> Optional.ofNullable(cotangents.get(call.y(i).name())),
            i -> isWanted(call.x(i)));
    rule.pull().accept(pullback);
    pullback.given().forEach((i, share) -> seed(call.x(i).name(), share));
  }

  private void expand(Call call, Rule.Expansion rule) {
    int from = tape.calls().size();
    List<Tensor> outputs = rule.write().apply(call);
    for (int i = 0; i < call.outputs().size(); i++) {
      Optional<Tensor> cotangent = Optional.ofNullable(cotangents.get(call.y(i).name()));
      if (cotangent.isPresent()) {
        if (i >= outputs.size()) {
          throw new NoGradientException(call.op() + " through its output " + i);
        }
        seed(outputs.get(i).name(), cotangent.get());
      }
    }
    sweep(new ArrayList<>(tape.calls().subList(from, tape.calls().size())));
  }
}
