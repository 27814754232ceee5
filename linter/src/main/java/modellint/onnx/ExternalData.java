package modellint.onnx;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import modellint.onnx.proto.StringStringEntryProto;

/**
 * Finds the elements of tensors that are stored beside the model. The file named must lie below the
 * model's own directory, without a link of either kind on the way: what a pull request names is not
 * to be trusted. A file that breaks a rule is never opened.
 */
final class ExternalData implements AutoCloseable {

  private static final Set<String> KEYS =
      Set.of("location", "offset", "length", "checksum", "basepath");

  /** What no portable relative path holds: drives, schemes, backslashes, memory addresses. */
  private static final Pattern UNSAFE =
      Pattern.compile(
          "[A-Za-z]:.*|[/*].*|.*://.*|.*[\\\\\\x00].*|.*_ORT_[A-Z_]*MEM_ADDR_.*", Pattern.DOTALL);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

  private final SafeDirectory directory;
  private final Map<String, StoredFile> open = new HashMap<>();

  /** For the model in {@code file}. */
  ExternalData(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    this.directory = new SafeDirectory(parent == null ? file.toAbsolutePath() : parent);
  }

  /** The {@code bytes} bytes of tensor {@code name} that {@code entries} describe. */
  Stretch find(String name, List<StringStringEntryProto> entries, long bytes)
      throws ModelReadException {
    var stated = new HashMap<String, String>();
    for (StringStringEntryProto entry : entries) {
      if (!KEYS.contains(entry.getKey()) || stated.put(entry.getKey(), entry.getValue()) != null) {
        throw refused(name, "the key " + entry.getKey() + " is unknown or stated twice");
      }
    }
    String location = stated.getOrDefault("location", "");
    long offset = number(name, "offset", stated.getOrDefault("offset", "0"));
    long length = number(name, "length", stated.getOrDefault("length", Long.toString(bytes)));
    StoredFile file = open(name, location);
    if (length > file.size() || offset > file.size() - length) {
      throw ModelReadException.unreadable(
          "tensor " + name + " ends beyond the " + file.size() + " bytes of its file " + location);
    }
    if (length != bytes) {
      throw ModelReadException.unreadable(
          "tensor " + name + " needs " + bytes + " bytes, but its file holds " + length);
    }
    return new Stretch(file, Stretch.Coding.RAW, offset, length);
  }

  /** The file that holds tensor {@code name}, opened as the rules allow; empty where none does. */
  Optional<Held> held(String name, List<StringStringEntryProto> entries) throws ModelReadException {
    for (StringStringEntryProto entry : entries) {
      if (entry.getKey().equals("location")) {
        return Optional.of(new Held(entry.getValue(), open(name, entry.getValue())));
      }
    }
    return Optional.empty();
  }

  /** A data file by the name that the model has for it. */
  record Held(String location, StoredFile file) {}

  private static long number(String name, String key, String text) throws ModelReadException {
    try {
      if (NUMBER.matcher(text).matches()) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException e) {
      throw refused(name, key + " leaves 64 bits: " + text);
    }
    throw refused(name, key + " is no number: " + text);
  }

  private StoredFile open(String name, String location) throws ModelReadException {
    StoredFile known = open.get(location);
    if (known != null) {
      return known;
    }
    if (location.isEmpty() || UNSAFE.matcher(location).matches()) {
      throw refused(name, "its location is not a plain relative path: " + location);
    }
    Path relative;
    try {
      relative = Path.of(location);
    } catch (InvalidPathException e) {
      throw refused(name, "its location is not a path: " + location);
    }
    close();
    StoredFile opened = directory.open(relative, location);
    open.put(location, opened);
    return opened;
  }

  private static ModelReadException refused(String name, String why) {
    return SafeDirectory.refused("of tensor " + name, why);
  }

  @Override
  public void close() throws ModelReadException {
    for (StoredFile file : open.values()) {
      file.close();
    }
    open.clear();
  }
}
