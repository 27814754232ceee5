package modellint.tensorflow;

/**
 * A result on the sketch.
 *
 * @param channelsFirst true for images that the sketch holds as ONNX does, [N, C, H, W], where
 *     TensorFlow has [N, H, W, C]
 */
record Tensor(String name, boolean channelsFirst) {}
