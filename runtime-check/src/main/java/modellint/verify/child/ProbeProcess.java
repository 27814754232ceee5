package modellint.verify.child;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import modellint.engine.Suspect;
import modellint.verify.probe.Question;

/**
 * The parent's side of one child process. It waits for answers, for the child's end, for silence or
 * for the end of its time, whichever comes first, and leaves no process behind.
 */
final class ProbeProcess {

  private static final long LOOK_MILLIS = 100;
  private static final long GRACE_MILLIS = 2000;
  private static final int MOST_WAITING = 16;

  private final List<String> command;
  private final Limits limits;
  private final Path scratch;
  private final LinkedBlockingQueue<Message> messages = new LinkedBlockingQueue<>(MOST_WAITING);

  /** {@code command} starts the child; the path of the socket is added to it. */
  ProbeProcess(List<String> command, Limits limits, Path scratch) {
    this.command = List.copyOf(command);
    this.limits = limits;
    this.scratch = scratch;
  }

  /** What the listening thread has to say. */
  private sealed interface Message {

    /** The child is there; questions go to {@code frames}. */
    record Connected(Frames frames) implements Message {}

    record Heard(Frames.Frame frame) implements Message {}

    record Broken(String reason) implements Message {}
  }

  /** Asks one question after the other; the first that is not answered ends it. */
  Outcome ask(List<Question> questions, Suspect.Progress progress)
      throws IOException, InterruptedException {
    var nonce = new byte[Frames.NONCE];
    new SecureRandom().nextBytes(nonce);
    Path socket = scratch.resolve("s" + System.nanoTime());
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Process process = start(socket);
      var listener = new Thread();
      try (OutputStream lifeline = process.getOutputStream()) {
        lifeline.write(nonce);
        lifeline.flush();
        listener = listen(server, nonce);
        return watch(process, questions, progress);
      } catch (IOException e) {
        // the child was gone before it could be told anything
        process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        return Death.of(process, scratch);
      } finally {
        listener.interrupt();
        end(process);
      }
    }
  }

  private Process start(Path socket) throws IOException {
    var all = new ArrayList<>(command);
    all.add(socket.toString());
    var builder = new ProcessBuilder(all).directory(scratch.toFile());
    Map<String, String> environment = builder.environment();
    Map<String, String> outside = Map.copyOf(environment);
    environment.clear();
    for (String name : List.of("PATH", "LANG", "SystemRoot")) {
      if (outside.containsKey(name)) {
        environment.put(name, outside.get(name));
      }
    }
    environment.put("TMPDIR", scratch.toString());
    // what ONNX Runtime makes of a long command line is told at Limits.javaOptions
    environment.put("CLASSPATH", absolute(System.getProperty("java.class.path", "")));
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The child has another working directory. */
  private static String absolute(String classPath) {
    var entries = new ArrayList<String>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private Thread listen(ServerSocketChannel server, byte[] nonce) {
    var thread =
        new Thread(
            () -> {
              try {
                hear(server, nonce);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void hear(ServerSocketChannel server, byte[] nonce) throws InterruptedException {
    try (var channel = server.accept()) {
      var frames = new Frames(channel, nonce);
      messages.put(new Message.Connected(frames));
      while (true) {
        messages.put(new Message.Heard(frames.receive()));
      }
    } catch (IOException e) {
      messages.put(new Message.Broken(String.valueOf(e.getMessage())));
    }
  }

  private Outcome watch(Process process, List<Question> questions, Suspect.Progress progress)
      throws InterruptedException, IOException {
    var conversation = new Conversation(questions, progress);
    long start = System.nanoTime();
    long sign = start;
    while (true) {
      Message message = messages.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      Optional<Outcome> end = Optional.empty();
      if (message instanceof Message.Connected it) {
        end = conversation.begin(it.frames());
      } else if (message instanceof Message.Heard it) {
        end = conversation.heard(it.frame());
      } else if (message instanceof Message.Broken it) {
        boolean ended = process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        return ended ? Death.of(process, scratch) : new Outcome.Crashed(it.reason(), false);
      } else if (!process.isAlive()) {
        return Death.of(process, scratch);
      }
      long now = System.nanoTime();
      sign = message == null ? sign : now;
      if (end.isEmpty()) {
        end = limits.exceeded(process, now - start, now - sign);
      }
      if (end.isPresent()) {
        return end.get();
      }
    }
  }

  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroy();
    if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
