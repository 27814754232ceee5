package modellint.verify.child;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import modellint.verify.probe.Answer;
import modellint.verify.probe.Question;

/**
 * The parent's side of one child process. It waits for an answer, for the child's end, for silence
 * or for the end of its time, whichever comes first, and leaves no process behind.
 */
public final class ProbeProcess {

  private static final long LOOK_MILLIS = 100;
  private static final long GRACE_MILLIS = 2000;

  private final List<String> command;
  private final Limits limits;

  /** {@code command} starts the child; the path of the socket is added to it. */
  ProbeProcess(List<String> command, Limits limits) {
    this.command = List.copyOf(command);
    this.limits = limits;
  }

  Outcome ask(Question question, Path scratch) throws IOException, InterruptedException {
    var nonce = new byte[Frames.NONCE];
    new SecureRandom().nextBytes(nonce);
    Path socket = scratch.resolve("s");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Process process = start(socket, scratch);
      try (OutputStream lifeline = process.getOutputStream()) {
        lifeline.write(nonce);
        lifeline.flush();
        var messages = new LinkedBlockingQueue<Message>();
        listen(server, nonce, question, messages);
        return watch(process, messages, scratch);
      } catch (IOException e) {
        // the child was gone before it could be told anything
        return new Outcome.Crashed(Death.of(process, scratch));
      } finally {
        end(process);
      }
    }
  }

  private Process start(Path socket, Path scratch) throws IOException {
    var all = new java.util.ArrayList<>(command);
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
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** What the listening thread hears. */
  private sealed interface Message {
    record Heard(Frames.Frame frame) implements Message {}

    record Broken(String reason) implements Message {}
  }

  private static void listen(
      ServerSocketChannel server,
      byte[] nonce,
      Question question,
      LinkedBlockingQueue<Message> messages) {
    var thread =
        new Thread(
            () -> {
              try (SocketChannel channel = server.accept()) {
                var frames = new Frames(channel, nonce);
                frames.send(Frames.Kind.QUESTION, question::write);
                while (true) {
                  messages.add(new Message.Heard(frames.receive()));
                }
              } catch (IOException e) {
                messages.add(new Message.Broken(String.valueOf(e.getMessage())));
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private Outcome watch(Process process, LinkedBlockingQueue<Message> messages, Path scratch)
      throws InterruptedException, IOException {
    long start = System.nanoTime();
    long lastSign = start;
    while (true) {
      Message message = messages.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (message instanceof Message.Heard heard) {
        lastSign = System.nanoTime();
        if (heard.frame().kind() != Frames.Kind.ALIVE) {
          return decode(heard.frame());
        }
      } else if (message instanceof Message.Broken broken) {
        boolean ended = process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        return new Outcome.Crashed(ended ? Death.of(process, scratch) : broken.reason());
      } else if (!process.isAlive()) {
        return new Outcome.Crashed(Death.of(process, scratch));
      }
      long now = System.nanoTime();
      if (now - start > limits.total().toNanos()) {
        return new Outcome.TimedOut("no answer within " + limits.total().toSeconds() + " s");
      }
      if (now - lastSign > limits.silence().toNanos()) {
        return new Outcome.TimedOut("no sign of life for " + limits.silence().toSeconds() + " s");
      }
      if (resident(process) > limits.memory()) {
        return new Outcome.Refused("running it needs more than " + limits.memory() + " MiB");
      }
    }
  }

  private static Outcome decode(Frames.Frame frame) {
    var body = new DataInputStream(new ByteArrayInputStream(frame.body()));
    try {
      return switch (frame.kind()) {
        case ANSWER -> new Outcome.Answered(Answer.read(body));
        case REFUSAL -> new Outcome.Refused(body.readUTF());
        case ALIVE, QUESTION -> new Outcome.Crashed("a message out of turn");
      };
    } catch (IOException | OutOfMemoryError | IllegalArgumentException e) {
      return new Outcome.Crashed("a malformed message");
    }
  }

  /** Resident memory in MiB; 0 where the system does not say. */
  private static long resident(Process process) {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    try (var lines = Files.lines(status)) {
      return lines
          .filter(it -> it.startsWith("VmRSS:"))
          .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
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
