package modellint.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.TensorProto;

/**
 * Writes a model of about as many MiB as asked for (1024) into a temporary directory, reads it and
 * prints how long that took and how much heap it left in use:
 *
 * <pre>java -Xmx128m -cp CLASSPATH modellint.onnx.LargeModel 1024</pre>
 *
 * The class path is linter's test class path, which {@code mvn dependency:build-classpath} prints.
 */
final class LargeModel {

  private static final int LAYERS = 16;
  private static final int RAW_DATA = 9;
  private static final int INITIALIZER = 5;
  private static final int GRAPH = 7;

  private LargeModel() {}

  public static void main(String... arguments) throws Exception {
    int mebibytes = arguments.length == 0 ? 1024 : Integer.parseInt(arguments[0]);
    Path file = Files.createTempFile("large", ".onnx");
    try {
      write(file, (int) Math.sqrt(mebibytes * (1 << 18) / (double) LAYERS));
      for (int i = 0; i < 3; i++) {
        long start = System.nanoTime();
        Graph graph = OnnxReader.read(file);
        double seconds = (System.nanoTime() - start) * 1e-9;
        System.gc();
        Runtime memory = Runtime.getRuntime();
        System.out.printf(
            Locale.ROOT,
            "%d nodes, %d MiB in %.2f s, heap in use %d MiB of %d MiB%n",
            graph.nodes().size(),
            Files.size(file) >> 20,
            seconds,
            (memory.totalMemory() - memory.freeMemory()) >> 20,
            memory.maxMemory() >> 20);
      }
    } finally {
      Files.delete(file);
    }
  }

  /** A chain of square matrices, each of a block of Gaussian numbers over and over. */
  private static void write(Path file, int width) throws IOException {
    var block = ByteBuffer.allocate(4 * width).order(ByteOrder.LITTLE_ENDIAN);
    var random = new Random(1);
    while (block.hasRemaining()) {
      block.putFloat((float) (random.nextGaussian() / Math.sqrt(width)));
    }
    ModelProto frame = Models.chain(LAYERS, "MatMul");
    byte[][] heads = new byte[LAYERS][];
    long size = frame.getGraph().getSerializedSize();
    int payload = 4 * width * width;
    for (int i = 0; i < LAYERS; i++) {
      heads[i] =
          TensorProto.newBuilder()
              .setName("w" + i)
              .addDims(width)
              .addDims(width)
              .setDataType(ElementType.FLOAT.ordinal())
              .build()
              .toByteArray();
      size += 1 + CodedOutputStream.computeUInt32SizeNoTag(length(heads[i], payload));
      size += length(heads[i], payload);
    }
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
      CodedOutputStream out = CodedOutputStream.newInstance(stream);
      frame.toBuilder().clearGraph().build().writeTo(out);
      out.writeTag(GRAPH, 2);
      out.writeUInt32NoTag((int) size);
      frame.getGraph().writeTo(out);
      for (byte[] head : heads) {
        out.writeTag(INITIALIZER, 2);
        out.writeUInt32NoTag(length(head, payload));
        out.writeRawBytes(head);
        out.writeTag(RAW_DATA, 2);
        out.writeUInt32NoTag(payload);
        for (int row = 0; row < width; row++) {
          out.writeRawBytes(block.array());
        }
      }
      out.flush();
    }
  }

  private static int length(byte[] head, int payload) {
    return head.length + 1 + CodedOutputStream.computeUInt32SizeNoTag(payload) + payload;
  }
}
