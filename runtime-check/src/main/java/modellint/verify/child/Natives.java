package modellint.verify.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import modellint.verify.run.UnsupportedModelException;

/** ONNX Runtime's libraries for this platform, unpacked once into a cache of our own. */
final class Natives {

  private Natives() {}

  /** The directory with the libraries, unpacked into {@code cache} unless they are there. */
  static Path unpacked(Path cache) throws IOException {
    String platform = platform();
    Path directory = cache.resolve("onnxruntime-" + version() + "-" + platform);
    for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
      String name = System.mapLibraryName(library);
      Path target = directory.resolve(name);
      String resource = "/ai/onnxruntime/native/" + platform + "/" + name;
      try (InputStream in = Natives.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new UnsupportedModelException(
              "ONNX Runtime has no libraries for " + platform + ", so models cannot be run here");
        }
        if (!Files.exists(target)) {
          Files.createDirectories(directory);
          Path part = Files.createTempFile(directory, name, ".part");
          Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
          Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
    return directory;
  }

  private static String version() {
    String stated = ai.onnxruntime.OrtException.class.getPackage().getImplementationVersion();
    return stated == null ? "unversioned" : stated;
  }

  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
    boolean arm = machine.contains("aarch64") || machine.contains("arm64");
    String processor = machine.equals("amd64") || machine.equals("x86_64") ? "x64" : machine;
    return system + "-" + (arm ? "aarch64" : processor);
  }
}
