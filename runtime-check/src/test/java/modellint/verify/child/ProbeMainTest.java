package modellint.verify.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProbeMainTest {

  @TempDir private Path directory;

  @Test
  void the_child_ends_with_its_parent() throws IOException, InterruptedException {
    Path socket = directory.resolve("s");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path", ""),
                  ProbeMain.class.getName(),
                  socket.toString())
              .start();
      var lifeline = child.getOutputStream();
      var nonce = new byte[Frames.NONCE];
      lifeline.write(nonce);
      lifeline.flush();
      try (var channel = server.accept()) {
        assertEquals(Frames.Kind.ALIVE, new Frames(channel, nonce).receive().kind());

        // what happens to the pipe when the parent is gone, however it went
        lifeline.close();

        assertTrue(child.waitFor(1, TimeUnit.MINUTES), "it lives on");
        assertEquals(1, child.exitValue());
      }
    }
  }
}
