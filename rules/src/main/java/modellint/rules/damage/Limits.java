package modellint.rules.damage;

import java.util.List;
import java.util.Optional;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Three limits in decades, one for each severity; at or above the first, something is said. */
public record Limits(Setting note, Setting warning, Setting error) {

  /** Gradient, signal or outputs grow: large outputs saturate the loss at the first step. */
  public static final Limits EXPLOSION =
      new Limits(
          new Setting("damage.explosion-note", 0.5, "Growth in decades that gives a note"),
          new Setting("damage.explosion-warning", 1, "Growth in decades that gives a warning"),
          new Setting("damage.explosion-error", 1.5, "Growth in decades that gives an error"));

  /**
   * Gradient or signal shrink: softer, because adaptive optimisers rescale what is left. The
   * warning lies above what AlexNet and VGG show at their standard initialisation (2.0 and 2.2
   * decades), which train.
   */
  public static final Limits VANISHING =
      new Limits(
          new Setting("damage.vanishing-note", 1, "Decay in decades that gives a note"),
          new Setting("damage.vanishing-warning", 2.5, "Decay in decades that gives a warning"),
          new Setting("damage.vanishing-error", 3, "Decay in decades that gives an error"));

  public List<Setting> settings() {
    return List.of(note, warning, error);
  }

  Optional<Severity> severity(double decades, Subject subject) {
    if (decades >= subject.setting(error)) {
      return Optional.of(Severity.ERROR);
    }
    if (decades >= subject.setting(warning)) {
      return Optional.of(Severity.WARNING);
    }
    return decades >= subject.setting(note) ? Optional.of(Severity.NOTE) : Optional.empty();
  }

  /** The limit that a finding of {@code severity} has crossed. */
  double crossed(Severity severity, Subject subject) {
    return subject.setting(
        switch (severity) {
          case NOTE -> note;
          case WARNING -> warning;
          case ERROR -> error;
        });
  }
}
