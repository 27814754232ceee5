package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Tables of features, looked up by whole numbers. */
final class Embeddings {

  private Embeddings() {}

  /**
   * {@code TrainableWordEmbedding.builder()}, or {@code new TrainableWordEmbedding(vocabulary,
   * size)}: as many rows as the vocabulary has words.
   */
  static Tensor words(Walk walk, Settings settings, Tensor x) {
    boolean made = settings.last("setEmbeddingSize").isEmpty() && settings.arguments().size() == 2;
    Optional<Value> size =
        made ? Optional.of(settings.arguments().get(1)) : settings.value("setEmbeddingSize");
    return lookup(
        walk,
        settings
            .value("optNumEmbeddings")
            .map(it -> walk.extents().dim(it, "numEmbeddings"))
            .orElse(Dim.symbol("numEmbeddings")),
        size.map(it -> walk.extents().dim(it, "embeddingSize")).orElse(Dim.symbol("embeddingSize")),
        x);
  }

  /** {@code new TrainableTextEmbedding(words)} is a block around that of its words. */
  static List<Tensor> text(Walk walk, Settings settings, List<Tensor> in) {
    if (settings.arguments().size() != 1 || !(settings.arguments().get(0) instanceof Obj words)) {
      throw new Undetermined("the words of a TrainableTextEmbedding are not known");
    }
    return walk.child("01trainableWordEmbedding", words, in);
  }

  /** {@code new IdEmbedding.Builder()}: rows and features are both stated. */
  static Tensor ids(Walk walk, Settings settings, Tensor x) {
    return lookup(
        walk,
        Layers.units(walk, settings, "setDictionarySize"),
        Layers.units(walk, settings, "setEmbeddingSize"),
        x);
  }

  /** The rows of the table of the block being drawn that {@code x} names. */
  static Tensor lookup(Walk walk, Dim items, Dim size, Tensor x) {
    Tensor in = walk.shaped(x, new Shape(List.of(Dim.symbol("N"), Dim.symbol("time"))));
    Shape table = new Shape(List.of(items, size));
    String weight =
        walk.parameters()
            .declare(walk.path(), "embedding", ParameterType.WEIGHT, table, table, true);
    return rows(walk, in, Tensor.of(weight, table));
  }

  /** The rows of {@code table} that the numbers in {@code x} name. */
  static Tensor rows(Walk walk, Tensor x, Tensor table) {
    String indices =
        walk.blocks().op("Cast", "Indices", List.of(x.name()), Map.of("to", new Attribute.Int(7)));
    var dims = new ArrayList<>(x.shape().orElseThrow().dims());
    dims.add(
        table
            .shape()
            .filter(it -> it.rank() == 2)
            .orElseThrow(() -> new Undetermined("the table of an embedding is not known"))
            .dim(1));
    return Tensor.of(walk.blocks().op("Gather", "", table.name(), indices), new Shape(dims));
  }
}
