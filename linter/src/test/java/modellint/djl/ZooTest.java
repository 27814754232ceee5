package modellint.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The sources of the zoo as they are: what they alone determine, and what a program must add. */
class ZooTest {

  private static final Zoo ZOO = new Zoo();

  @Test
  void the_zoos_own_sources_hold_these_definitions() {
    var lines = new TreeSet<String>();
    ZOO.found()
        .forEach(
            (file, found) -> {
              String name = file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
              found.definitions().forEach(it -> lines.add(name + " read"));
              found.refused().values().forEach(it -> lines.add(name + " refused: " + it));
            });
    assertEquals(
        """
        AlexNet read
        GoogLeNet read
        LeNet read
        MlpBlockFactory refused: the hidden layers of Mlp are not known
        MobileNetV1 read
        MobileNetV2 read
        NiN read
        ResNetV1 refused: whether the block of ResNetV1.java, line 178, is added is not known
        SimpleTextDecoder read
        SingleShotDetection read
        SingleShotDetection refused: whether the block of SingleShotDetection.java, line 57, is added is not known
        SqueezeNet read
        SsdBlockFactory refused: whether the block of SingleShotDetection.java, line 57, is added is not known
        TabNet read
        VGG read
        YOLOV3 read\
        """,
        String.join("\n", lines));
  }
}
