package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import modellint.verify.tape.Call;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/**
 * One direction of a recurrent layer. Rows of the weights are the gates in ONNX's order: LSTM i, o,
 * f, c; GRU z, r, h.
 *
 * @param inputs input weights, transposed
 * @param recurrent recurrent weights, transposed
 * @param bias of the inputs, then of the recurrence; empty where there is none
 * @param peepholes of an LSTM: i, o, f
 */
record Direction(
    Call call,
    boolean back,
    long units,
    int gates,
    Tensor inputs,
    Tensor recurrent,
    Optional<Tensor> bias,
    Optional<Tensor> peepholes,
    Tensor hidden,
    Optional<Tensor> cell,
    List<Gate> functions) {

  /** What a run gives: all steps, the last hidden state, the last cell state of an LSTM. */
  record Run(Tensor outputs, Tensor hidden, Optional<Tensor> cell) {}

  static Direction of(Call call, int gates, int d, boolean back) {
    long units = call.x(2).size(2);
    long batch = call.x(0).size(1);
    boolean lstm = gates == 4;
    int type = call.x(0).type();
    Tensor zero = call.x(0).tape().filled(type, new long[] {batch, units}, 0);
    return new Direction(
        call,
        back,
        units,
        gates,
        pick(call.x(1), d).turned(),
        pick(call.x(2), d).turned(),
        call.has(3) ? Optional.of(pick(call.x(3), d)) : Optional.empty(),
        lstm && call.has(7) ? Optional.of(pick(call.x(7), d)) : Optional.empty(),
        call.has(5) ? pick(call.x(5), d) : zero,
        lstm ? Optional.of(call.has(6) ? pick(call.x(6), d) : zero) : Optional.empty(),
        Gate.of(call, d));
  }

  private static Tensor pick(Tensor all, int d) {
    long[] shape = Window.tail(all, 1);
    return all.slice(0, d, d + 1).reshape(shape);
  }

  Run run(Tensor x) {
    int steps = (int) x.size(0);
    long batch = x.size(1);
    Tensor rows = x.reshape(steps * batch, x.size(2)).matmul(inputs);
    if (bias.isPresent()) {
      rows = rows.plus(bias.get().slice(0, 0, gates * units));
    }
    Tensor h = hidden;
    Optional<Tensor> c = cell;
    var outputs = new ArrayList<Tensor>();
    for (int i = 0; i < steps; i++) {
      int t = back ? steps - 1 - i : i;
      Tensor row = rows.slice(0, t * batch, (t + 1) * batch);
      Optional<Tensor> running = running(t);
      Tensor next;
      if (c.isPresent()) {
        List<Tensor> state = lstm(row, h, c.get());
        next = state.get(0);
        c = Optional.of(kept(running, state.get(1), c.get()));
      } else {
        next = gates == 3 ? gru(row, h) : functions.get(0).of(row.plus(recur(h, 0, 1)), call);
      }
      Tensor shown = running.isPresent() ? next.where(running.get()) : next;
      h = kept(running, next, h);
      outputs.add(shown.reshape(1, 1, batch, units));
    }
    if (back) {
      Collections.reverse(outputs);
    }
    return new Run(
        Tensor.concat(0, outputs),
        h.reshape(1, batch, units),
        c.map(it -> it.reshape(1, batch, units)));
  }

  /** Which samples are not yet at their end; empty where all are as long as the run. */
  private Optional<Tensor> running(long step) {
    if (!call.has(4)) {
      return Optional.empty();
    }
    Tensor lengths = call.x(4).cast(Type.INT64);
    return Optional.of(lengths.reshape(lengths.count(), 1).above(step));
  }

  /** The state of a sample that has ended stays. */
  private static Tensor kept(Optional<Tensor> running, Tensor next, Tensor before) {
    return running.map(it -> it.choose(next, before)).orElse(next);
  }

  /** The recurrent part of gates {@code from} up to and without {@code to}. */
  private Tensor recur(Tensor h, int from, int to) {
    Tensor product = h.matmul(recurrent.slice(1, from * units, to * units));
    return bias.isPresent()
        ? product.plus(bias.get().slice(0, (gates + from) * units, (gates + to) * units))
        : product;
  }

  private Tensor part(Tensor row, int gate) {
    return row.slice(1, gate * units, (gate + 1) * units);
  }

  private Tensor peek(Tensor gate, Tensor c, int which) {
    return peepholes.isPresent()
        ? gate.plus(c.times(peepholes.get().slice(0, which * units, (which + 1) * units)))
        : gate;
  }

  private List<Tensor> lstm(Tensor row, Tensor h, Tensor c) {
    Tensor all = row.plus(recur(h, 0, 4));
    Tensor in = functions.get(0).of(peek(part(all, 0), c, 0), call);
    boolean coupled = call.integer("input_forget", 0) != 0;
    Tensor forget = coupled ? in.from(1) : functions.get(0).of(peek(part(all, 2), c, 2), call);
    Tensor next = forget.times(c).plus(in.times(functions.get(1).of(part(all, 3), call)));
    Tensor out = functions.get(0).of(peek(part(all, 1), next, 1), call);
    return List.of(out.times(functions.get(2).of(next, call)), next);
  }

  private Tensor gru(Tensor row, Tensor h) {
    Tensor both = row.slice(1, 0, 2 * units).plus(recur(h, 0, 2));
    Tensor update = functions.get(0).of(part(both, 0), call);
    Tensor reset = functions.get(0).of(part(both, 1), call);
    Tensor past =
        call.integer("linear_before_reset", 0) != 0
            ? reset.times(recur(h, 2, 3))
            : recur(reset.times(h), 2, 3);
    Tensor candidate = functions.get(1).of(part(row, 2).plus(past), call);
    return update.from(1).times(candidate).plus(update.times(h));
  }
}
