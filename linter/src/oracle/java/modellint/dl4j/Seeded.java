package modellint.dl4j;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * Definitions with a seed of ours, so that a test of what is drawn says the same each time. Without
 * one the library takes the clock's milliseconds, and its generator is bad where some four million
 * numbers or more are drawn from such a seed: the pairs that it makes normal by Box and Muller lie
 * half the array apart and depend on each other, which moves the mean by up to two hundred standard
 * errors and the deviation by twenty.
 */
final class Seeded {

  private static final long SEED = 12;

  private Seeded() {}

  static MultiLayerConfiguration of(MultiLayerConfiguration it) {
    it.getConfs().forEach(each -> each.setSeed(SEED));
    return it;
  }

  static ComputationGraphConfiguration of(ComputationGraphConfiguration it) {
    it.getDefaultConfiguration().setSeed(SEED);
    return it;
  }
}
