import lib.Net;

class Integers {
  static final Net NET = new Net();
  static final int BIG = Integer.MAX_VALUE;
  static int counter = 3;
  static long wide = 3;

  static int square(int n) {
    return n * n;
  }

  static long square(long n) {
    return n * n;
  }

  public static void main(String[] args) {
    NET.take(BIG + 1);
    NET.take(BIG + 1L);
    NET.take(Integer.MIN_VALUE - 1);
    NET.take(-Integer.MIN_VALUE);
    NET.take(Math.abs(Integer.MIN_VALUE));
    NET.take(65536 * 65536);
    NET.take(65536L * 65536);
    NET.take(square(100000));
    NET.take(square(100000L));
    NET.take(7 / 2);
    NET.take(-7 / 2);
    NET.take(-7 % 3);
    NET.take(7 / 2 * 2.0);
    NET.take(1 << 33);
    NET.take(1L << 33);
    NET.take(1 << -1);
    NET.take(-16 >> 2);
    NET.take(-16 >>> 28);
    NET.take(-16L >>> 60);
    NET.take(~5);
    NET.take(5 & 3 | 8 ^ 2);
    NET.take(0xFFFFFFFF);
    NET.take(0xFFFFFFFFL);
    NET.take(0b1010_1010);
    NET.take(0_17);
    NET.take(-2147483648);
    NET.take(1_000_000 * 3000);
    NET.take((int) 3_000_000_000L);
    NET.take((int) 3.9e9);
    NET.take((long) 3.9e20);
    NET.take((int) Double.NaN);
    NET.take((byte) 200);
    NET.take((short) 70000);
    NET.take((char) 65);
    NET.take((int) 'A');
    NET.take((byte) 300.7);
    NET.take((int) -2.9);
    byte b = 127;
    b++;
    NET.take(b);
    byte c = 100;
    c += 100;
    NET.take(c);
    short s = 1;
    s <<= 15;
    NET.take(s);
    int i = 7;
    i *= 1.5;
    NET.take(i);
    i += 0.9;
    NET.take(i);
    i -= 'a';
    NET.take(i);
    i = 5;
    i /= 2;
    NET.take(i++ + ++i);
    NET.take(i);
    i = i++ * 2 + i;
    NET.take(i);
    int j = i-- - --i;
    NET.take(j);
    long l = Integer.MAX_VALUE;
    l++;
    NET.take(l);
    NET.take(l * l);
    NET.take(l * l * l);
    NET.take(l + 1);
    long seed = 42;
    for (int k = 0; k < 5; k++) {
      seed = (seed * 6364136223846793005L + 1442695040888963407L) ^ (seed >>> 17);
    }
    NET.take(seed);
    int hash = 17;
    for (int k = 0; k < 20; k++) {
      hash = 31 * hash + k;
    }
    NET.take(hash);
    NET.take(counter++ + counter);
    wide = BIG;
    wide += 1;
    NET.take(wide);
    NET.take(wide + BIG);
    int x;
    int y = x = 4;
    NET.take(x + y);
    NET.take((x > 3) ^ (y < 3));
    NET.take(x > 3 & y > 5 | x == 4);
    NET.take(5 > 3 ? 2 : 1);
    NET.take(Integer.compare(3, 5));
    NET.take(Integer.MAX_VALUE == Integer.MIN_VALUE - 1);
    NET.take(3 == 3.0);
    NET.take('a' == 97);
    NET.take(10_000_000_000L > 1);
    NET.take(Long.MAX_VALUE);
    NET.take(Long.MAX_VALUE + 1);
    NET.take(Long.MIN_VALUE);
    NET.take(Short.MAX_VALUE + 1);
    NET.take(Byte.MAX_VALUE);
    int zero = 0;
    try {
      NET.take(1 / zero);
    } catch (ArithmeticException e) {
      NET.take("divided");
    }
    try {
      NET.take(1 % zero);
    } catch (RuntimeException e) {
      NET.take("remainder");
    }
    NET.take(1.0 / zero);
    NET.take(1 % 0.0);
    final int big = 1 << 20;
    NET.take(big * big / big);
    NET.take((long) big * big / big);
    NET.take(+i);
    NET.take(-(-5));
    NET.take(- -5L);
    Integer boxed = 12;
    boxed++;
    NET.take(boxed / 5);
    Long wideBox = 12L;
    NET.take(wideBox * Integer.MAX_VALUE);
    NET.take(boxed.equals(13));
    NET.take(boxed.intValue() * 2);
    NET.take(boxed.doubleValue() / 2);
    NET.take(boxed.longValue() * Integer.MAX_VALUE);
  }
}
