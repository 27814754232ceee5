package modellint.engine;

/** The version of this build, as the jar states it. */
public final class Version {

  public static final String NUMBER = number();

  private Version() {}

  private static String number() {
    String stated = Version.class.getPackage().getImplementationVersion();
    return stated == null ? "development" : stated;
  }
}
