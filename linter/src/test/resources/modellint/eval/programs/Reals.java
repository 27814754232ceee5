import lib.Net;

class Reals {
  static final Net NET = new Net();
  static double rate = 1;
  double field;
  static double[] shared = {1, 2};

  static double one() {
    return 1;
  }

  static float third() {
    return 1 / 3f;
  }

  static double half(double x) {
    return x / 2;
  }

  void set(int n) {
    this.field = n;
  }

  public static void main(String[] args) {
    NET.take(one() / 2);
    NET.take(third());
    NET.take(third() * 3);
    NET.take((double) third());
    NET.take(half(3));
    NET.take(rate / 4);
    rate = 3;
    NET.take(rate / 4);
    NET.take(shared[0] / 4);
    shared[1] = 7;
    NET.take(shared[1] / 4);
    var it = new Reals();
    it.set(5);
    NET.take(it.field / 2);
    it.field = 9;
    NET.take(it.field / 2);
    double d = 7;
    NET.take(d / 2);
    d = 'a';
    NET.take(d / 2);
    double[] rates = {1, 2, 3};
    NET.take(rates[0] / 2);
    double[][] table = {{1, 2}, {3}};
    NET.take(table[1][0] / 2);
    NET.take(new double[] {5}[0] / 2);
    rates[2] = 5;
    NET.take(rates[2] / 2);
    double[] fresh = new double[3];
    fresh[0] = 3;
    NET.take(fresh[0] / 2);
    NET.take(fresh[1]);
    for (double each : new int[] {1, 3}) {
      NET.take(each / 2);
    }
    NET.take(0.1f + 0.2f);
    NET.take(0.1f + 0.2);
    NET.take(0.1f * 3);
    NET.take((double) 0.1f);
    NET.take((float) 0.1);
    NET.take("" + 0.1f);
    NET.take("" + 1.0);
    NET.take("" + 1e-4);
    NET.take("" + 100.0f / 3);
    NET.take(1e-3 * 0.1);
    float f = 16777216;
    f++;
    NET.take(f);
    f = 1;
    f /= 3;
    NET.take(f);
    f += 0.1;
    NET.take(f);
    NET.take(f == 0.43333334f);
    NET.take(f > 0.43333334);
    int n = 16777217;
    NET.take((float) n);
    NET.take(n * 1f);
    NET.take(n * 1d);
    NET.take(5 / 2 + 5 / 2.0);
    NET.take(1 / 2 * 3.0);
    NET.take(-0.0);
    NET.take(0.0 == -0.0);
    NET.take(Math.sqrt(2));
    NET.take(Math.pow(2, 10));
    NET.take((int) Math.pow(2, 10));
    NET.take(Math.pow(10, -3));
    NET.take(Math.max(3, 4));
    NET.take(Math.max(3, 4L));
    NET.take(Math.max(3, 4.0));
    NET.take(Math.max(3f, 4));
    NET.take(Math.min(-0.0, 0.0));
    NET.take(Math.max(9007199254740993L, 1));
    NET.take(Math.round(2.5));
    NET.take(Math.round(-2.5));
    NET.take(Math.round(2.5f));
    NET.take(Math.round(2.5) * Integer.MAX_VALUE);
    NET.take(Math.round(2.5f) * Integer.MAX_VALUE);
    NET.take(Math.floor(-1.5));
    NET.take(Math.ceil(1.2));
    NET.take((int) Math.ceil(10 / 4));
    NET.take((int) Math.ceil(10 / 4.0));
    NET.take(Math.abs(-3));
    NET.take(Math.abs(-3.5));
    NET.take(Math.abs(-3.5f));
    NET.take(Math.floorDiv(-7, 2));
    NET.take(Math.floorMod(-7, 2));
    NET.take(Math.log(Math.E));
    NET.take(Math.exp(0));
    NET.take(Math.PI);
    NET.take(Math.log10(1000));
    NET.take(Math.hypot(3, 4));
    NET.take(Math.cbrt(27));
    NET.take(Math.signum(-2.0));
    NET.take(Math.toIntExact(7L));
    NET.take(Math.multiplyExact(3, 4));
    NET.take(Math.addExact(3, 4L));
    int none = 0;
    try {
      NET.take(Math.floorDiv(1, none));
    } catch (ArithmeticException e) {
      NET.take("no");
    }
    try {
      NET.take(Math.toIntExact(1L << 40));
    } catch (ArithmeticException e) {
      NET.take("large");
    }
    NET.take(true ? 1 : 2.0);
    int whole = 1;
    double real = 2;
    NET.take((whole > 0 ? whole : real) / 2);
    NET.take((whole > 0 ? 1 : 2.0) / 2);
    NET.take(Double.MAX_VALUE);
    NET.take(Double.POSITIVE_INFINITY);
    NET.take(Double.isNaN(0.0 / 0));
    NET.take(Double.compare(1, 2));
    NET.take(Double.parseDouble("1e-3"));
    NET.take(Float.parseFloat("0.1"));
    NET.take(Double.valueOf(3) / 2);
    NET.take(Float.MIN_VALUE);
    NET.take(Double.MIN_VALUE);
    NET.take((long) 1e19);
    NET.take((int) Float.NaN);
    NET.take(1.1f == 1.1);
    double sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += 0.1;
    }
    NET.take(sum);
    float total = 0;
    for (int i = 0; i < 10; i++) {
      total += 0.1f;
    }
    NET.take(total);
    Double boxed = 3.0;
    NET.take(boxed / 2);
    NET.take(boxed.intValue() / 2);
    double lr = 1;
    for (int epoch = 0; epoch < 3; epoch++) {
      lr /= 10;
    }
    NET.take(lr);
    lr = epochs();
    NET.take(lr / 2);
    lr = wholes()[1];
    NET.take(lr / 2);
    double y;
    NET.take((y = 3) / 2);
    NET.take(-d / 2);
    NET.take(0x1p3);
    NET.take(1e3f);
    NET.take(5d / 2);
    NET.take(.5);
    NET.take(100L / 3f);
  }

  static int epochs() {
    return 3;
  }

  static int[] wholes() {
    return new int[] {2, 5};
  }
}
