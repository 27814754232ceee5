package modellint.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The nearest folders above sources that hold a build file, each looked for once. */
final class BuildFolders {

  private final Map<Path, Path> nearest = new ConcurrentHashMap<>();

  /** The nearest folder with a build file, {@code folder} itself or above; else the topmost. */
  Path of(Path folder) {
    var passed = new ArrayList<Path>();
    Path at = folder;
    while (true) {
      Path known = nearest.get(at);
      Path above = at.getParent();
      if (known != null || above == null || BuildFile.isIn(at)) {
        Path found = known == null ? at : known;
        nearest.put(at, found);
        passed.forEach(it -> nearest.put(it, found));
        return found;
      }
      passed.add(at);
      at = above;
    }
  }
}
