package modellint.onnx;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import modellint.graph.Graph;
import modellint.graph.InvalidGraphException;
import modellint.graph.Training;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.StringStringEntryProto;

/**
 * Reads an ONNX file into a {@link Graph}. The weights are measured where they lie, so that memory
 * grows with the number of nodes and not with the size of the file. Whatever the bytes, either a
 * graph comes back or a {@link ModelReadException} that says why not.
 */
public final class OnnxReader {

  /** Above what the scanner lets through, which counts nesting itself. */
  private static final int MOST_NESTED = 200;

  private OnnxReader() {}

  public static Graph read(Path file) throws ModelReadException {
    if (!Files.isRegularFile(file)) {
      throw ModelReadException.unreadable(
          Files.exists(file) ? "it is not a regular file" : "there is no such file");
    }
    try (StoredFile stored = StoredFile.open(file, "the file");
        var external = new ExternalData(file)) {
      return read(file, stored, external);
    } catch (InvalidGraphException | IllegalArgumentException e) {
      throw ModelReadException.unreadable(String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      throw ModelReadException.unsupported("its parts are nested too deeply to be read");
    } catch (OutOfMemoryError e) {
      throw ModelReadException.unsupported("reading it needs more memory than there is");
    }
  }

  private static Graph read(Path file, StoredFile stored, ExternalData external)
      throws ModelReadException {
    ModelProto model = parse(WireScanner.scan(stored));
    if (!model.hasGraph() || !model.hasIrVersion() || model.getIrVersion() < 1) {
      throw ModelReadException.unreadable(
          "it is not an ONNX model: it has no " + (model.hasGraph() ? "IR version" : "graph"));
    }
    if (model.getOpsetImportCount() == 0 && model.getIrVersion() >= 3) {
      throw ModelReadException.unreadable("the model imports no operator set");
    }
    if (model.getGraph().getNodeCount() == 0) {
      throw ModelReadException.unsupported("the graph has no nodes: there is nothing to check");
    }
    if (model.getGraph().getOutputCount() == 0) {
      throw ModelReadException.unreadable("the graph has no outputs");
    }
    Map<String, Integer> opsets = Scope.opsets(model.getOpsetImportList());
    var scope = new Scope(opsets, "", "", Map.of(), Map.of(), 0);
    return new GraphImport(
            file.toString(), new Tensors(stored, external), new Functions(model.getFunctionsList()))
        .graph(model.getGraph(), scope, Training.UNKNOWN, metadata(model));
  }

  private static Map<String, String> metadata(ModelProto model) {
    var metadata = new HashMap<String, String>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      metadata.put(Words.decode(entry.getKeyBytes()), Words.decode(entry.getValueBytes()));
    }
    return metadata;
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
}
