package modellint.onnx;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import modellint.graph.Graph;
import modellint.graph.InvalidGraphException;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.StringStringEntryProto;
import modellint.onnx.proto.TrainingInfoProto;

/**
 * Reads an ONNX file into a {@link Graph}. The weights are measured where they lie, so that memory
 * grows with the number of nodes and not with the size of the file. Whatever the bytes, either a
 * graph comes back or a {@link ModelReadException} that says why not.
 */
public final class OnnxReader {

  /** Above what the scanner lets through, which counts nesting itself. */
  private static final int MOST_NESTED = 200;

  private static final int MOST_NODES = 1_500_000;

  /** The first IR version with operator sets; before it there was only the first one. */
  private static final int FIRST_IR_WITH_OPSETS = 3;

  private OnnxReader() {}

  /** The graph in {@code file}; places in it name the file as it is given here. */
  public static Graph read(Path file) throws ModelReadException {
    if (!Files.isRegularFile(file)) {
      throw ModelReadException.unreadable(
          Files.exists(file) ? "it is not a regular file" : "there is no such file");
    }
    try (StoredFile stored = StoredFile.open(file, "the file");
        var external = new ExternalData(file)) {
      return graph(file, model(stored), new Tensors(stored, external));
    } catch (InvalidGraphException e) {
      throw ModelReadException.unreadable(String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      throw ModelReadException.unsupported("its parts are nested too deeply to be read");
    } catch (OutOfMemoryError e) {
      throw ModelReadException.unsupported("reading it needs more memory than there is");
    }
  }

  /** The model without the payloads of its tensors. */
  static ModelProto model(StoredFile stored) throws ModelReadException {
    var head = new byte[(int) Math.min(Format.HEAD, stored.size())];
    stored.read(0, ByteBuffer.wrap(head));
    Optional<String> other = Format.of(head);
    if (other.isPresent()) {
      throw ModelReadException.unreadable("it is " + other.get());
    }
    if (stored.size() >= Integer.MAX_VALUE) {
      throw ModelReadException.unsupported(
          "it has 2 GiB or more, as no ONNX file may: its weights belong into external data");
    }
    ModelProto model = parse(WireScanner.scan(stored));
    if (!model.hasGraph() || model.getIrVersion() < 1) {
      throw ModelReadException.unreadable(
          "it is not an ONNX model: it has no " + (model.hasGraph() ? "IR version" : "graph"));
    }
    if (model.getOpsetImportCount() == 0 && model.getIrVersion() >= FIRST_IR_WITH_OPSETS) {
      throw ModelReadException.unreadable("the model imports no operator set");
    }
    if (model.getGraph().getNodeCount() == 0) {
      throw ModelReadException.unsupported("the graph has no nodes: there is nothing to check");
    }
    if (model.getGraph().getOutputCount() == 0) {
      throw ModelReadException.unreadable("the graph has no outputs");
    }
    return model;
  }

  private static ModelProto parse(Skinny skinny) throws ModelReadException {
    CodedInputStream in = CodedInputStream.newInstance(skinny.bytes(), 0, skinny.size());
    in.setRecursionLimit(MOST_NESTED);
    try {
      return ModelProto.parseFrom(in);
    } catch (IOException e) {
      throw ModelReadException.unreadable("it is not an ONNX model: " + e.getMessage());
    }
  }

  private static Graph graph(Path file, ModelProto model, Tensors tensors)
      throws ModelReadException {
    var functions = new Functions(model.getFunctionsList());
    long size = functions.size(model.getGraph());
    if (size > MOST_NODES) {
      throw ModelReadException.unsupported(
          "the model has "
              + size
              + " nodes with its functions written out, more than "
              + MOST_NODES);
    }
    Scope top = Scope.top(model.getOpsetImportList());
    var imported = new GraphImport(file.toString(), tensors, functions);
    Graph graph = imported.graph(model.getGraph(), top);
    if (graph.nodes().isEmpty()) {
      throw ModelReadException.unsupported("the graph only has constants: nothing to check");
    }
    var graphs = new ArrayList<>(List.of(graph));
    for (TrainingInfoProto training : model.getTrainingInfoList()) {
      graphs.add(imported.graph(training.getAlgorithm(), top.inside("training")));
    }
    var metadata = new HashMap<>(imported.remarks());
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      metadata.put(Words.decode(entry.getKeyBytes()), Words.decode(entry.getValueBytes()));
    }
    return graph.with(new TrainingFacts(metadata, graphs).read(), metadata);
  }
}
