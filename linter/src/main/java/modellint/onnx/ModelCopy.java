package modellint.onnx;

import com.google.protobuf.MessageOrBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import modellint.onnx.proto.TensorProto;

/**
 * Copies a model and the data files that it names to where a runtime may read them. Every tensor in
 * it is looked at, wherever it stands, by the same rules as for reading; what breaks one is refused
 * before the runtime sees anything, and what was vetted is what is copied.
 */
public final class ModelCopy {

  private final long mostBytes;
  private final Set<Path> copied = new HashSet<>();
  private long bytes;

  private ModelCopy(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Writes at most {@code mostBytes} into {@code directory} and says where the model is. */
  public static Path of(Path model, Path directory, long mostBytes)
      throws ModelReadException, IOException {
    var copy = new ModelCopy(mostBytes);
    Path target = directory.resolve("model.onnx~");
    try (StoredFile stored = StoredFile.open(model, "the file");
        var external = new ExternalData(model)) {
      copy.copy(stored, target);
      var tensors = new ArrayList<TensorProto>();
      collect(OnnxReader.model(stored), tensors);
      for (TensorProto tensor : tensors) {
        var held = external.held(tensor.getName(), tensor.getExternalDataList());
        if (held.isPresent()) {
          copy.copy(held.get().file(), directory.resolve(held.get().location()).normalize());
        }
      }
    }
    return target;
  }

  private void copy(StoredFile file, Path target) throws ModelReadException, IOException {
    if (file.size() > mostBytes - bytes) {
      throw ModelReadException.unsupported("it is larger than " + (mostBytes >> 20) + " MiB");
    }
    if (!copied.add(target)) {
      return;
    }
    bytes += file.size();
    Files.createDirectories(target.toAbsolutePath().resolveSibling(""));
    file.copy(target);
  }

  private static void collect(Object value, List<TensorProto> found) {
    if (value instanceof TensorProto tensor) {
      found.add(tensor);
    } else if (value instanceof MessageOrBuilder message) {
      message.getAllFields().values().forEach(it -> collect(it, found));
    } else if (value instanceof List<?> list) {
      list.forEach(it -> collect(it, found));
    }
  }
}
