import java.util.List;
import smile.deep.Loss;
import smile.deep.Model;
import smile.deep.Optimizer;
import smile.deep.activation.ReLU;
import smile.deep.activation.Tanh;
import smile.deep.layer.BatchNorm2dLayer;
import smile.deep.layer.Conv2dLayer;
import smile.deep.layer.Layer;
import smile.deep.layer.LayerBlock;
import smile.deep.layer.LinearLayer;
import smile.deep.layer.SequentialBlock;
import smile.deep.tensor.Tensor;

/**
 * {@code smile.deep} as its users write it: each program ends in the model, its optimiser and its
 * loss.
 */
final class SmileDeepUsers {

  private SmileDeepUsers() {}

  private static List<Object> taught(Model net, Optimizer optimizer, Loss loss) {
    net.train(0, optimizer, loss, null);
    return List.of(net, optimizer, loss);
  }

  static List<Object> digits() {
    Model net =
        new Model(
            new SequentialBlock(
                Layer.relu(784, 64, 0.5), Layer.relu(64, 32), Layer.logSoftmax(32, 10)));
    Optimizer optimizer = Optimizer.SGD(net, 0.01);
    Loss loss = Loss.nll();
    return taught(net, optimizer, loss);
  }

  static List<Object> grown() {
    int[] widths = {20, 80, 40, 20};
    SequentialBlock block = new SequentialBlock();
    for (int i = 0; i + 1 < widths.length; i++) {
      block.add(Layer.gelu(widths[i], widths[i + 1]));
    }
    block.add(new LinearLayer(widths[widths.length - 1], 4));
    Model net = new Model(block);
    return taught(net, Optimizer.AdamW(net, 0.0005), Loss.crossEntropy());
  }

  static List<Object> momentum() {
    SequentialBlock block =
        new SequentialBlock(
            new LinearLayer(9, 27),
            new Tanh(true),
            new LinearLayer(27, 9),
            new Tanh(true),
            new LinearLayer(9, 1));
    Model net = new Model(block);
    return taught(net, Optimizer.SGD(net, 0.05, 0.9, 0.0001, 0.0, true), Loss.mse());
  }

  /** A class of its own, its layers in fields. */
  static final class LeNet extends LayerBlock {
    private final Conv2dLayer conv1 = Layer.conv2d(1, 6, 5);
    private final Conv2dLayer conv2 = Layer.conv2d(6, 16, 5);
    private final LinearLayer fc1 = Layer.linear(16 * 4 * 4, 120);
    private final LinearLayer fc2 = Layer.linear(120, 10);

    LeNet() {
      add("conv1", conv1);
      add("conv2", conv2);
      add("fc1", fc1);
      add("fc2", fc2);
    }

    @Override
    public Tensor forward(Tensor input) {
      ReLU relu = new ReLU(true);
      Layer pool = Layer.maxPool2d(2);
      Tensor x = pool.forward(relu.forward(conv1.forward(input)));
      x = pool.forward(relu.forward(conv2.forward(x)));
      x = x.reshape(x.size(0), 16 * 4 * 4);
      x = relu.forward(fc1.forward(x));
      return fc2.forward(x);
    }
  }

  static List<Object> lenet() {
    Model net = new Model(new LeNet());
    return taught(net, Optimizer.Adam(net, 0.001), Loss.crossEntropy());
  }

  static List<Object> averaged() {
    Model net =
        new Model(
            new SequentialBlock(
                Layer.leaky(30, 60, 0.1), Layer.leaky(60, 60, 0.1), Layer.sigmoid(60, 1)));
    return taught(net, Optimizer.RMSprop(net, 0.002, 0.95, 1e-6, 0.0, 0.5, false), Loss.mse());
  }

  static List<Object> adam() {
    var net = new Model(new SequentialBlock(Layer.silu(16, 48, 0.1), Layer.softmax(48, 5)));
    var optimizer = Optimizer.Adam(net, 0.003, 0.85, 0.99, 1e-7, 0.01, true);
    return taught(net, optimizer, Loss.mse());
  }

  private static SequentialBlock stage(int in, int out) {
    return new SequentialBlock(
        Layer.conv2d(in, out, 3, 1, 1, 1, 1, false, "zeros"),
        new BatchNorm2dLayer(out),
        new ReLU(true),
        Layer.maxPool2d(2));
  }

  static List<Object> stages() {
    SequentialBlock net = new SequentialBlock();
    int channels = 3;
    for (int stage = 0; stage < 3; stage++) {
      int next = 16 << stage;
      net.add(stage(channels, next));
      channels = next;
    }
    Model model = new Model(net);
    return taught(model, Optimizer.SGD(model, 0.1, 0.9, 5e-4, 0, false), Loss.crossEntropy());
  }

  /** One block twice over a skip. */
  static final class Residual extends LayerBlock {
    private final LinearLayer first;
    private final LinearLayer second;

    Residual(int width) {
      super("Residual");
      first = new LinearLayer(width, 2 * width);
      second = new LinearLayer(2 * width, width, false);
      add("first", first);
      add("second", second);
    }

    @Override
    public Tensor forward(Tensor input) {
      return input.add(second.forward(new ReLU(false).forward(first.forward(input))));
    }
  }

  static List<Object> residual() {
    var block =
        new SequentialBlock(
            Layer.linear(12, 32), new Residual(32), new Residual(32), Layer.linear(32, 3));
    Model net = new Model(block);
    return taught(net, Optimizer.Adam(net, 3e-4), Loss.crossEntropy());
  }

  static List<Object> shrunk() {
    Model net =
        new Model(
            new SequentialBlock(
                Layer.tanhShrink(8, 16),
                Layer.tanh(16, 16),
                Layer.dropout(0.3),
                Layer.linear(16, 2)));
    return taught(net, Optimizer.RMSprop(net, 0.01), Loss.l1());
  }

  static List<Object> spoken() {
    Model net =
        new Model(
            new SequentialBlock(
                Layer.conv2d(3, 8, 5, 2, "same".equals("valid") ? 1 : 2, 1, 1, true, "zeros"),
                new ReLU(true),
                Layer.conv2d(8, 24, 3),
                new ReLU(true),
                Layer.adaptiveAvgPool2d(1)));
    return taught(net, Optimizer.AdamW(net, 0.002, 0.9, 0.95, 1e-8, 0.1, false), Loss.mse());
  }
}
