import lib.Net;

class Flow {
  static final Net NET = new Net();
  static final int OTHER = 3;

  static int early(int n) {
    for (int i = 0; ; i++) {
      if (i * i > n) {
        return i;
      }
    }
  }

  static int guarded(int n) {
    try {
      if (n > 2) {
        throw new IllegalStateException("n");
      }
      return n;
    } catch (IllegalStateException e) {
      return -1;
    } finally {
      NET.take("finally" + n);
    }
  }

  @SuppressWarnings("finally")
  static int overruled() {
    try {
      return 1;
    } finally {
      return 2;
    }
  }

  static int kept() {
    int n = 1;
    try {
      return n;
    } finally {
      n = 2;
    }
  }

  static class Base extends RuntimeException {}

  static class Derived extends Base {}

  static class Checked extends Exception {}

  static void raise(int n) throws Checked {
    switch (n) {
      case 0:
        throw new Base();
      case 1:
        throw new Derived();
      case 2:
        throw new Checked();
      default:
        throw new Error();
    }
  }

  static int fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }

  static int days(int month) {
    return switch (month) {
      case 1, 3, 5 -> 31;
      case 2 -> {
        int leap = month * 14;
        yield leap;
      }
      default -> 30;
    };
  }

  static int old(int n) {
    int result = 0;
    switch (n) {
      case 1:
        result += 1;
      case 2:
        result += 2;
        break;
      default:
        result += 100;
      case OTHER:
        result += 10;
    }
    return result;
  }

  public static void main(String[] args) {
    NET.take(early(50));
    NET.take(guarded(1));
    NET.take(guarded(3));
    NET.take(overruled());
    NET.take(kept());
    for (int n = 0; n < 4; n++) {
      try {
        raise(n);
        NET.take("not reached");
      } catch (Derived e) {
        NET.take("derived");
      } catch (Base e) {
        NET.take("base");
      } catch (RuntimeException e) {
        NET.take("runtime");
      } catch (Exception e) {
        NET.take("checked");
      } catch (Throwable e) {
        NET.take("throwable");
      } finally {
        NET.take("finally");
      }
    }
    try {
      try {
        raise(0);
      } finally {
        NET.take("inner");
      }
    } catch (Base | Checked e) {
      NET.take("outer");
    }
    try {
      try {
        raise(2);
      } catch (RuntimeException e) {
        NET.take("wrong");
      }
    } catch (Checked e) {
      NET.take("right");
    }
    outer:
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        if (j == 2) {
          continue outer;
        }
        if (i == 2) {
          break outer;
        }
        NET.take(10 * i + j);
      }
    }
    block:
    {
      NET.take("in");
      if (args.length >= 0) {
        break block;
      }
      NET.take("past"); // unknown
    }
    NET.take("behind");
    int n = 0;
    do {
      n += 3;
      if (n == 6) {
        continue;
      }
      NET.take(n);
    } while (n < 9);
    while (true) {
      if (n-- < 5) {
        break;
      }
    }
    NET.take(n);
    for (int i = 0, j = 10; i < j; i += 3, j--) {
      NET.take(i * j);
    }
    for (int each : new int[] {4, 5, 6}) {
      if (each == 5) {
        continue;
      }
      NET.take(each);
    }
    rows:
    for (int[] row : new int[][] {{1, 2}, {3, 4}}) {
      for (int cell : row) {
        if (cell % 2 == 0) {
          continue rows;
        }
        NET.take(cell);
      }
    }
    NET.take(fibonacci(12));
    NET.take(days(1) + days(2) + days(4));
    NET.take(old(1));
    NET.take(old(2));
    NET.take(old(3));
    NET.take(old(4));
    int x = 5;
    x = x > 3 ? x < 10 ? 1 : 2 : 3;
    NET.take(x);
    boolean called = false;
    if (x == 1 || (called = true)) {
      NET.take(called);
    }
    if (x == 2 && (called = true)) {
      NET.take("never");
    } else if (x == 1) {
      NET.take("else if");
    } else {
      NET.take("never");
    }
    if (x == 2 & (called = true)) {
      NET.take("never");
    }
    NET.take(called);
    int day = 2;
    switch (day) {
      case 1 -> NET.take("one");
      case 2 -> {
        NET.take("two");
        if (day == 2) {
          break;
        }
        NET.take("never");
      }
      default -> NET.take("default");
    }
    switch (day) {
      default:
        NET.take("default first");
      case 1:
        NET.take("through");
        break;
      case 3:
        NET.take("never");
    }
    for (int i = 0; i < 4; i++) {
      switch (i) {
        case 1:
          continue;
        case 3:
          break;
        default:
          NET.take(i);
      }
      NET.take(-i);
    }
    {
      int inner = 1;
      NET.take(inner);
    }
    {
      int inner = 2;
      NET.take(inner);
    }
    int total = 0;
    for (int i = 0; i < 1000; i++) {
      total += i % 7;
    }
    NET.take(total);
    synchronized (NET) {
      NET.take("locked");
    }
    ;
    int[] calls = new int[1];
    Runnable run = () -> calls[0]++;
    run.run();
    run.run();
    NET.take(calls[0]);
    try {
      int[] few = new int[2];
      few[2] = 1;
      NET.take("never");
    } catch (ArrayIndexOutOfBoundsException e) {
      NET.take("index");
    }
    try {
      int[] negative = new int[-1];
      NET.take("never");
    } catch (NegativeArraySizeException e) {
      NET.take("negative");
    }
  }
}
