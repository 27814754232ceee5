import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** An encoder and a decoder, each a sequence of its own. */
final class Autoencoder extends AbstractBlock {

  private final SequentialBlock encoder = new SequentialBlock();
  private final SequentialBlock decoder = new SequentialBlock();
  private final int features;

  Autoencoder(int features, int code) {
    this.features = features;
    encoder
        .add(Linear.builder().setUnits(features / 4).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(code).build());
    decoder
        .add(Linear.builder().setUnits(features / 4).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(features).build())
        .add(Activation::sigmoid);
    addChildBlock("encoder", encoder);
    addChildBlock("decoder", decoder);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDList code = encoder.forward(store, inputs, training, params);
    return decoder.forward(store, code, training, params);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), features)};
  }

  @Override
  public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    encoder.initialize(manager, type, inputs);
    decoder.initialize(manager, type, encoder.getOutputShapes(inputs));
  }
}
