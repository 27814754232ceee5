package modellint.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.definition.Unreadable;
import modellint.eval.Obj;

/** Draws one operation by the family it belongs to; what belongs to none is drawn as opaque. */
final class Operations {

  /** The names of the results, or nothing where the operation is of another family. */
  interface Family {
    Optional<List<String>> draw(Drawing drawing, Operation it) throws Unreadable, Undetermined;
  }

  private static final List<Family> FAMILIES =
      List.of(
          Activations::draw,
          Pointwise::draw,
          Products::draw,
          Convolutions::draw,
          Pools::draw,
          Norms::draw,
          Recurrent::draw,
          Cells::draw,
          Attention::draw,
          Reductions::draw,
          Layouts::draw,
          Composites::draw,
          Distances::draw,
          Choices::draw,
          Randoms::draw,
          Views::draw);

  private final Drawing drawing;

  Operations(Drawing drawing) {
    this.drawing = drawing;
  }

  List<String> draw(Operation it) throws Unreadable {
    try {
      for (Family family : FAMILIES) {
        Optional<List<String>> drawn = family.draw(drawing, it);
        if (drawn.isPresent()) {
          return drawn.get();
        }
      }
      drawing.unknown(it.method() + " is not modelled");
    } catch (Undetermined e) {
      drawing.unknown(e.reason());
    }
    return opaque(it);
  }

  private List<String> opaque(Operation it) throws Unreadable {
    var operands = new ArrayList<Obj>(it.operands());
    it.config("Weights").ifPresent(weights -> operands.addAll(weights.variables()));
    return drawing.blocks(it).opaque(it.method(), drawing.drawAll(operands), it.output() + 1);
  }
}
