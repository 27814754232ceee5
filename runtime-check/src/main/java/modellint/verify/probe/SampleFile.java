package modellint.verify.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import modellint.onnx.proto.TensorProto;
import modellint.verify.run.Block;
import modellint.verify.run.Stored;
import modellint.verify.run.UnsupportedModelException;

/**
 * The user's own inputs as a file holds them: NumPy's {@code .npz} and {@code .npy}, ONNX's tensors
 * ({@code .pb}), or a directory with {@code input_0.pb}, {@code input_1.pb} and so on, as the
 * standard's test data has them.
 */
final class SampleFile {

  private static final long MOST_BYTES = 1L << 29;

  private SampleFile() {}

  /** One tensor; its name is empty where the file gives none. */
  record Named(String name, Block block) {}

  static List<Named> read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return directory(file);
    }
    if (!Files.isReadable(file)) {
      throw new UnsupportedModelException("the inputs " + file + ", which cannot be read");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new UnsupportedModelException("inputs larger than " + (MOST_BYTES >> 20) + " MiB");
    }
    byte[] bytes = Files.readAllBytes(file);
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".npz")) {
      return archive(bytes);
    }
    if (name.endsWith(".npy")) {
      return List.of(new Named("", NumpyArray.read(bytes)));
    }
    if (name.endsWith(".pb")) {
      return List.of(tensor(bytes));
    }
    throw new UnsupportedModelException("inputs in " + file + ": .npz, .npy and .pb are read");
  }

  private static List<Named> directory(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files =
          all.filter(it -> String.valueOf(it.getFileName()).matches("input_\\d+\\.pb"))
              .sorted(Comparator.comparingInt(SampleFile::number))
              .toList();
    }
    if (files.isEmpty()) {
      throw new UnsupportedModelException("the inputs " + directory + ", without an input_0.pb");
    }
    var all = new ArrayList<Named>();
    for (Path file : files) {
      all.addAll(read(file));
    }
    return all;
  }

  private static int number(Path file) {
    return Integer.parseInt(String.valueOf(file.getFileName()).replaceAll("\\D", ""));
  }

  private static List<Named> archive(byte[] bytes) throws IOException {
    var all = new ArrayList<Named>();
    long left = MOST_BYTES;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry it = zip.getNextEntry(); it != null; it = zip.getNextEntry()) {
        byte[] array = zip.readNBytes((int) left);
        left -= array.length;
        if (left <= 0) {
          throw new UnsupportedModelException("inputs larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        all.add(new Named(it.getName().replaceAll("\\.npy$", ""), NumpyArray.read(array)));
      }
    }
    return all;
  }

  private static Named tensor(byte[] bytes) throws IOException {
    TensorProto tensor = TensorProto.parseFrom(bytes);
    return new Named(tensor.getName(), Stored.block(tensor));
  }
}
