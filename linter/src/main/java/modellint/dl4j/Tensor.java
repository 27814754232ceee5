package modellint.dl4j;

/** A value of the sketch and what runs in it. */
record Tensor(String name, Flow flow) {}
