package modellint.engine;

import java.util.List;

/** Every front end. The first one also reads named files that none claims, to say what they are. */
final class FrontEnds {

  static final List<FrontEnd> ALL = List.of(new OnnxFrontEnd(), new JavaFrontEnd());

  private FrontEnds() {}
}
