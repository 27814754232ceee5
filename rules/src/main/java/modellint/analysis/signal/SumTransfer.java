package modellint.analysis.signal;

/** Sum of any number of tensors, which adds like a residual sum. */
final class SumTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    Tracked total = step.tracked(0);
    for (int i = 1; i < step.node().inputs().size(); i++) {
      total = BinaryTransfer.added(step, total, step.tracked(i), 1);
    }
    step.put(total);
  }
}
