package modellint.verify.child;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;

/**
 * Messages over a socket of its own, since native code prints where it likes. A frame is its
 * length, the nonce of this run, a kind and a body; anything else is a lie and ends the run.
 */
final class Frames {

  static final int NONCE = 16;

  private static final int MOST_BYTES = 1 << 22;
  private static final int HEAD = Integer.BYTES + NONCE + 1;

  /** Kinds of message. */
  enum Kind {
    ALIVE,
    /** One of the runs is over. */
    RAN,
    QUESTION,
    ANSWER,
    REFUSAL
  }

  /** One message. */
  record Frame(Kind kind, byte[] body) {}

  /** Writes a body. */
  interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  private final SocketChannel channel;
  private final byte[] nonce;

  Frames(SocketChannel channel, byte[] nonce) {
    this.channel = channel;
    this.nonce = nonce.clone();
  }

  synchronized void send(Kind kind, Body body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    body.write(new DataOutputStream(bytes));
    ByteBuffer frame = ByteBuffer.allocate(HEAD + bytes.size());
    frame.putInt(bytes.size()).put(nonce).put((byte) kind.ordinal()).put(bytes.toByteArray());
    frame.flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  Frame receive() throws IOException {
    ByteBuffer head = read(HEAD);
    int length = head.getInt();
    var said = new byte[NONCE];
    head.get(said);
    int kind = head.get();
    if (length < 0
        || length > MOST_BYTES
        || !MessageDigest.isEqual(said, nonce)
        || kind < 0
        || kind >= Kind.values().length) {
      throw new IOException("a malformed message");
    }
    return new Frame(Kind.values()[kind], read(length).array());
  }

  private ByteBuffer read(int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the other side is gone");
      }
    }
    return buffer.flip();
  }
}
