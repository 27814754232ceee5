package modellint.verify.child;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import modellint.verify.probe.Answer;
import modellint.verify.probe.Probe;
import modellint.verify.probe.Question;
import modellint.verify.run.UnsupportedModelException;

/**
 * The child process: answers questions and ends when there are no more, or when its parent ends,
 * which it sees by the end of its standard input. {@code ProbeMain SOCKET}, the nonce on standard
 * input.
 */
public final class ProbeMain {

  private static final long BEAT_MILLIS = 1000;

  private ProbeMain() {}

  public static void main(String[] arguments) throws IOException {
    byte[] nonce = System.in.readNBytes(Frames.NONCE);
    daemon(ProbeMain::endWithParent);
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(Path.of(arguments[0])))) {
      var frames = new Frames(channel, nonce);
      daemon(() -> beat(frames));
      answer(frames);
    }
  }

  private static void daemon(Runnable work) {
    var thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // the parent says nothing more
      }
    } catch (IOException e) {
      // a broken pipe says the same as a closed one
    }
    Runtime.getRuntime().halt(1);
  }

  private static void beat(Frames frames) {
    try {
      while (true) {
        frames.send(Frames.Kind.ALIVE, out -> {});
        Thread.sleep(BEAT_MILLIS);
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(Frames frames) throws IOException {
    try {
      while (true) {
        byte[] body = frames.receive().body();
        Question question = Question.read(new DataInputStream(new ByteArrayInputStream(body)));
        Answer answer = Probe.of(question, () -> ran(frames));
        frames.send(Frames.Kind.ANSWER, answer::write);
      }
    } catch (EOFException e) {
      // no more questions
    } catch (UnsupportedModelException e) {
      refuse(frames, String.valueOf(e.getMessage()));
    } catch (LinkageError e) {
      refuse(frames, "ONNX Runtime cannot be loaded here: " + e.getMessage());
    }
  }

  private static void refuse(Frames frames, String reason) throws IOException {
    frames.send(Frames.Kind.REFUSAL, out -> out.writeUTF(clipped(reason)));
  }

  private static void ran(Frames frames) {
    try {
      frames.send(Frames.Kind.RAN, out -> {});
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
  }

  private static String clipped(String text) {
    return text.substring(0, Math.min(text.length(), 2000));
  }
}
