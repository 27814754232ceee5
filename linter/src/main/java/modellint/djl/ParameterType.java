package modellint.djl;

/** What a parameter is to the library: decides its default initialiser. */
enum ParameterType {
  WEIGHT,
  BIAS,
  GAMMA,
  BETA,
  RUNNING_MEAN,
  RUNNING_VAR,
  OTHER
}
