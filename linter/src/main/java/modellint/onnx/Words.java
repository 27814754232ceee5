package modellint.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The names of one model, each kept once. Bytes that are not UTF-8 are written as {@code \xNN}, so
 * that two different names never become one; control characters stay as they are, for they are part
 * of the name and every report escapes them.
 */
final class Words {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final Map<ByteString, String> known = new HashMap<>();

  String of(ByteString bytes) {
    return known.computeIfAbsent(bytes, Words::decode);
  }

  static String decode(ByteString bytes) {
    if (bytes.isValidUtf8()) {
      return bytes.toStringUtf8();
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = bytes.asReadOnlyByteBuffer();
    var text = new StringBuilder();
    CharBuffer out = CharBuffer.allocate(1 << 10);
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      text.append(out.flip());
      out.clear();
      for (int i = 0; result.isError() && i < result.length(); i++) {
        text.append("\\x").append(HEX.toHexDigits(in.get()));
      }
    }
    return text.toString();
  }
}
