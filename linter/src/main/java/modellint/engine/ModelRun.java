package modellint.engine;

import java.util.Optional;

/**
 * That a model was run, and where it broke.
 *
 * @param runs how often, each with inputs and weights of its own where these are drawn
 * @param breakdown the first node of the first run that broke; empty where every number was finite
 */
public record ModelRun(int runs, Optional<Breakdown> breakdown) {

  /** Which way a run was going. */
  public enum Pass {
    FORWARD,
    BACKWARD
  }

  /**
   * The node that makes the first NaN or infinity: the first that gives one, or on the way back the
   * first whose gradient is one.
   *
   * @param node its name, or its output where it has none
   */
  public record Breakdown(String node, String op, Pass pass) {}
}
