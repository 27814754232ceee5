package modellint.definition;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modellint.graph.Place;

/** One definition for each site, as {@link Definition#or} prefers them, and the sites refused. */
public final class Finds {

  /** Reads what may be a definition. */
  public interface Reading {
    Definition read() throws Unreadable;
  }

  /** A loop makes one network a thousand times: nothing more is to be learned of it by then. */
  private static final int MOST_OF_ONE_SITE = 16;

  private final Map<Place.Line, Definition> best = new LinkedHashMap<>();
  private final Map<Place.Line, Integer> known = new HashMap<>();
  private final Map<Place.Line, String> refused = new LinkedHashMap<>();

  public void add(Place.Line site, Reading reading) {
    add(site, false, reading);
  }

  /**
   * @param quiet true where it is no loss if nothing can be read
   */
  public void add(Place.Line site, boolean quiet, Reading reading) {
    if (known.getOrDefault(site, 0) == MOST_OF_ONE_SITE) {
      return;
    }
    try {
      Definition read = reading.read();
      best.merge(site, read, Definition::or);
      if (read.unknowns().isEmpty()) {
        known.merge(site, 1, Integer::sum);
      }
    } catch (Unreadable e) {
      if (!quiet) {
        refused.put(site, e.reason());
      }
    }
  }

  public Library.Found found() {
    best.keySet().forEach(refused::remove);
    return new Library.Found(List.copyOf(best.values()), refused);
  }

  /** A model's name by the file it stands in. */
  public static String name(Place.Line site) {
    String file = site.file().substring(site.file().lastIndexOf('/') + 1);
    return file.endsWith(".java") ? file.substring(0, file.length() - ".java".length()) : file;
  }
}
