package modellint.verify.child;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import modellint.verify.run.UnsupportedModelException;

/** ONNX Runtime's libraries for a platform, unpacked once into a cache of our own. */
record Natives(String platform) {

  /** Those for the platform that this runs on. */
  static Natives here() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
    boolean arm = machine.contains("aarch64") || machine.contains("arm64");
    String processor = machine.equals("amd64") || machine.equals("x86_64") ? "x64" : machine;
    return new Natives(system + "-" + (arm ? "aarch64" : processor));
  }

  /** The directory with the libraries, unpacked into {@code cache} unless they are there. */
  Path unpacked(Path cache) throws IOException {
    Path directory = cache.resolve("onnxruntime-" + version() + "-" + platform);
    for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
      String name = System.mapLibraryName(library);
      var resource = Natives.class.getResource("/ai/onnxruntime/native/" + platform + "/" + name);
      if (resource == null) {
        throw new UnsupportedModelException(
            "ONNX Runtime has no libraries for " + platform + ", so models cannot be run here");
      }
      var there = resource.openConnection();
      there.setUseCaches(false);
      unpack(there.getInputStream(), there.getContentLengthLong(), directory.resolve(name));
    }
    return directory;
  }

  /** What was cut short is unpacked again; what stands there whole stays. */
  private static void unpack(InputStream from, long size, Path target) throws IOException {
    try (from) {
      if (Files.exists(target) && Files.size(target) == size) {
        return;
      }
      Path directory = target.resolveSibling("");
      Files.createDirectories(directory);
      Path part = Files.createTempFile(directory, "", ".part");
      Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static String version() {
    String stated = OrtException.class.getPackage().getImplementationVersion();
    return stated == null ? "unversioned" : stated;
  }
}
