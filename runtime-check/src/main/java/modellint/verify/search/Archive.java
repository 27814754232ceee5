package modellint.verify.search;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import modellint.verify.run.Block;
import modellint.verify.run.UnsupportedModelException;
import modellint.verify.tape.Type;

/** Inputs as NumPy's archive, one array an input: what {@code --inputs} and NumPy read. */
public final class Archive {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  /** The same inputs give the same bytes. */
  private static final long NO_TIME = 315_619_200_000L;

  private Archive() {}

  public static void write(Map<String, Block> inputs, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        var zip = new ZipOutputStream(out)) {
      for (var input : inputs.entrySet()) {
        byte[] array = array(input.getValue());
        var entry = new ZipEntry(input.getKey() + ".npy");
        var sum = new CRC32();
        sum.update(array);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(array.length);
        entry.setCrc(sum.getValue());
        entry.setTime(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(array);
        zip.closeEntry();
      }
    }
  }

  private static byte[] array(Block block) {
    String shape =
        Arrays.stream(block.shape()).mapToObj(it -> it + ",").collect(Collectors.joining(" "));
    String header =
        "{'descr': '" + type(block) + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    int bare = MAGIC.length + Short.BYTES + header.length() + 1;
    int padded = (bare + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer bytes = block.bytes();
    ByteBuffer all = ByteBuffer.allocate(padded + bytes.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    all.put(MAGIC).putShort((short) (padded - MAGIC.length - Short.BYTES));
    all.put((header + " ".repeat(padded - bare) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    return all.put(bytes).array();
  }

  private static String type(Block block) {
    return switch (block.type()) {
      case Type.FLOAT -> "<f4";
      case Type.DOUBLE -> "<f8";
      case Type.INT64 -> "<i8";
      case Type.INT32 -> "<i4";
      case Type.BOOL -> "|b1";
      case Type.FLOAT16 -> "<f2";
      default -> throw new UnsupportedModelException("inputs of element type " + block.type());
    };
  }
}
