package modellint.verify.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modellint.verify.run.Block;
import modellint.verify.run.UnsupportedModelException;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;

/** An array as NumPy stores it: the formats 1 to 3 of its {@code .npy} files. */
final class NumpyArray {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern KIND = Pattern.compile("'descr':\\s*'([<>|=]?)([a-z])(\\d+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d,\\s]*)\\)");

  private NumpyArray() {}

  static Block read(byte[] file) {
    if (file.length < 10 || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new UnsupportedModelException("an array that NumPy did not write");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int sizeAt = MAGIC.length + 2;
    boolean small = file[MAGIC.length] == 1;
    int from = sizeAt + (small ? Short.BYTES : Integer.BYTES);
    long size = small ? Short.toUnsignedInt(bytes.getShort(sizeAt)) : bytes.getInt(sizeAt);
    if (size < 0 || from + size > file.length) {
      throw new UnsupportedModelException("an array with a broken header");
    }
    String header = new String(file, from, (int) size, ISO_8859_1);
    Matcher kind = find(KIND, header);
    if (kind.group(1).equals(">")) {
      throw new UnsupportedModelException("an array of big-endian numbers");
    }
    int type = type(kind.group(2) + kind.group(3));
    long[] shape =
        Arrays.stream(find(SHAPE, header).group(1).split(","))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    long length = Math.multiplyExact(Dims.count(shape), Block.width(type));
    int start = (int) (from + size);
    if (length != file.length - start) {
      throw new UnsupportedModelException("an array of another length than its shape");
    }
    ByteBuffer data = bytes.slice(start, (int) length);
    boolean columns = find(ORDER, header).group(1).equals("True");
    return new Block(type, shape, columns ? rows(data, shape, (int) Block.width(type)) : data);
  }

  private static Matcher find(Pattern pattern, String header) {
    Matcher found = pattern.matcher(header);
    if (!found.find()) {
      throw new UnsupportedModelException("an array with the header " + header.strip());
    }
    return found;
  }

  /** Element types by NumPy's word, as ONNX numbers them. */
  private static int type(String word) {
    return switch (word) {
      case "f2" -> Type.FLOAT16;
      case "f4" -> Type.FLOAT;
      case "f8" -> Type.DOUBLE;
      case "b1" -> Type.BOOL;
      case "u1" -> 2;
      case "i1" -> 3;
      case "u2" -> 4;
      case "i2" -> 5;
      case "i4" -> Type.INT32;
      case "i8" -> Type.INT64;
      case "u4" -> 12;
      case "u8" -> 13;
      default -> throw new UnsupportedModelException("arrays of NumPy's type " + word);
    };
  }

  /** Stored column by column, given out row by row. */
  private static ByteBuffer rows(ByteBuffer columns, long[] shape, int width) {
    ByteBuffer rows = ByteBuffer.allocate(columns.remaining());
    var index = new int[shape.length];
    for (int at = 0; at < columns.remaining(); at += width) {
      long from = 0;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from = from * shape[axis] + index[axis];
      }
      rows.put(at, columns, (int) from * width, width);
      for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return rows;
  }
}
