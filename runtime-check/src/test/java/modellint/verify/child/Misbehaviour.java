package modellint.verify.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import modellint.verify.probe.Answer;
import modellint.verify.run.OrtModel;

/** A child process that does what it is told, and no good: {@code Misbehaviour MODE SOCKET}. */
final class Misbehaviour {

  private static final long LONG_TIME = 60_000;

  private Misbehaviour() {}

  public static void main(String[] arguments) throws Exception {
    String mode = arguments[0].replaceAll(" .*", "");
    byte[] nonce = System.in.readNBytes(Frames.NONCE);
    if (mode.equals("gone-at-once")) {
      Runtime.getRuntime().halt(0);
    }
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(Path.of(arguments[1])))) {
      var frames = new Frames(channel, nonce);
      frames.receive();
      switch (mode) {
        case "SEGV", "ABRT", "KILL" -> signal(mode);
        case "optimiser" -> optimise(frames);
        case "exit-without-answer" -> Runtime.getRuntime().halt(0);
        case "out-of-memory" -> swallow();
        case "garbage" -> channel.write(ByteBuffer.wrap(new byte[64]));
        case "stranger" -> new Frames(channel, new byte[Frames.NONCE]).send(kind(), out -> {});
        case "cut-answer" -> frames.send(kind(), out -> out.writeInt(3));
        case "endless-answer" -> frames.send(kind(), out -> out.writeInt(Integer.MAX_VALUE));
        case "other-question" -> frames.send(kind(), new Answer(List.of(), List.of())::write);
        case "silence" -> Thread.sleep(LONG_TIME);
        case "no-end" -> beat(frames);
        case "noise" -> noise(frames);
        case "call" -> call(frames, Integer.parseInt(arguments[0].replaceAll(".* ", "")));
        default -> throw new IllegalArgumentException(mode);
      }
      Thread.sleep(LONG_TIME);
    }
  }

  private static Frames.Kind kind() {
    return Frames.Kind.ANSWER;
  }

  private static void signal(String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(ProcessHandle.current().pid())).start();
  }

  private static void optimise(Frames frames) throws IOException {
    if (Boolean.getBoolean(OrtModel.PLAIN)) {
      frames.send(kind(), new Answer(List.of(new Answer.Seed(0, List.of())), List.of())::write);
    } else {
      signal("SEGV");
    }
  }

  private static void swallow() {
    var all = new ArrayList<long[]>();
    while (true) {
      all.add(new long[1 << 22]);
    }
  }

  private static void beat(Frames frames) throws Exception {
    while (true) {
      frames.send(Frames.Kind.ALIVE, out -> {});
      Thread.sleep(100);
    }
  }

  /** Says whether somebody answers at a port of this machine. */
  private static void call(Frames frames, int port) throws IOException {
    String heard = "somebody";
    try {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
    } catch (IOException e) {
      heard = "nobody";
    }
    var nothing = new Answer.Seed(0, List.of());
    frames.send(kind(), new Answer(List.of(nothing), List.of(heard))::write);
  }

  private static void noise(Frames frames) throws IOException {
    for (int i = 0; i < 10_000; i++) {
      System.out.println("::error a library talks " + i);
      System.err.println("and complains");
    }
    var nothing = new Answer.Seed(0, List.of());
    frames.send(kind(), new Answer(List.of(nothing), List.of("heard"))::write);
  }
}
