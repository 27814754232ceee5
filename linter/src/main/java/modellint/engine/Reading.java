package modellint.engine;

import java.util.List;

/** What one file gave: the models in it, and the parts of it that could not be read. */
public record Reading(List<Model> models, List<NotChecked> notChecked) {

  /** The file holds nothing of interest, as most Java files do. */
  public static final Reading NOTHING = new Reading(List.of(), List.of());

  public Reading {
    models = List.copyOf(models);
    notChecked = List.copyOf(notChecked);
  }

  public static Reading of(Model model) {
    return new Reading(List.of(model), List.of());
  }

  public static Reading failed(String path, NotChecked.Kind kind, String reason) {
    return new Reading(List.of(), List.of(new NotChecked(path, kind, reason)));
  }
}
