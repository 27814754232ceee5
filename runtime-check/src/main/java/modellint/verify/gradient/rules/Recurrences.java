package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.List;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Call;
import modellint.verify.tape.Tensor;

/** Recurrent layers, written out step by step. */
public final class Recurrences {

  public static final List<Rule> RULES =
      List.of(
          new Rule.Expansion("", "LSTM", 1, call -> unrolled(call, 4)),
          new Rule.Expansion("", "GRU", 1, call -> unrolled(call, 3)),
          new Rule.Expansion("", "RNN", 1, call -> unrolled(call, 1)));

  private Recurrences() {}

  private static List<Tensor> unrolled(Call call, int gates) {
    Tensor x = call.x(0);
    int directions = (int) call.x(1).size(0);
    var outputs = new ArrayList<Tensor>();
    var hidden = new ArrayList<Tensor>();
    var cell = new ArrayList<Tensor>();
    for (int d = 0; d < directions; d++) {
      boolean back = call.text("direction", "forward").equals("reverse") || d == 1;
      Direction direction = Direction.of(call, gates, d, back);
      Direction.Run run = direction.run(x);
      outputs.add(run.outputs());
      hidden.add(run.hidden());
      run.cell().ifPresent(cell::add);
    }
    var results = new ArrayList<>(List.of(Tensor.concat(1, outputs), Tensor.concat(0, hidden)));
    if (!cell.isEmpty()) {
      results.add(Tensor.concat(0, cell));
    }
    return results;
  }
}
