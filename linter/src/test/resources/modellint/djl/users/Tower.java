import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/** A block of a user's own whose children, passes and shapes are told in methods of its own. */
final class Tower extends AbstractBlock {

  private static final byte VERSION = 1;

  private final List<Block> hidden = new ArrayList<>();
  private final Block output;

  Tower(int[] widths, int classes) {
    super(VERSION);
    for (int width : widths) {
      hidden.add(child("hidden" + hidden.size(), width));
    }
    output = child("output", classes);
  }

  private Block child(String name, int units) {
    return addChildBlock(name, Linear.builder().setUnits(units).build());
  }

  private NDArray pass(Block block, ParameterStore store, NDArray x, boolean training) {
    return block.forward(store, new NDList(x), training).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.singletonOrThrow();
    for (Block it : hidden) {
      x = Activation.tanh(pass(it, store, x, training));
    }
    return new NDList(pass(output, store, x, training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape[] current = inputs;
    for (Block it : children.values()) {
      current = it.getOutputShapes(current);
    }
    return current;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    Shape[] current = inputs;
    for (Block it : hidden) {
      it.initialize(manager, type, current);
      current = it.getOutputShapes(current);
    }
    output.initialize(manager, type, current);
  }
}
