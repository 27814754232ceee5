package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.graph.Attribute;

/**
 * The head of a YOLO network (Redmon and Farhadi 2017, section 2). Every box of every cell has
 * channels of its own: the centre and the confidence through a sigmoid, the sides as multiples of
 * those the box starts from, and a softmax over the classes.
 */
final class DetectionLayers {

  private static final long CENTRE = 2;
  private static final long SIDES = 2;
  private static final long CONFIDENCE = 1;
  private static final long PLACE = CENTRE + SIDES + CONFIDENCE;

  private DetectionLayers() {}

  static Tensor yolo(Drawing it) {
    Optional<List<Double>> sides =
        it.own().value("boundingBoxPriors", "boundingBoxes").flatMap(GivenArray::numbers);
    Optional<Long> channels = Sizes.known(it.flow().size());
    Blocks blocks = it.blocks();
    if (sides.isEmpty() || channels.isEmpty()) {
      String missing =
          sides.isEmpty() ? "the sides its boxes start from" : "its number of channels";
      return new Tensor(
          blocks.unread("Yolo2OutputLayer", missing + " is not known", it.x()), it.flow());
    }
    long boxes = sides.get().size() / SIDES;
    long classes = boxes == 0 ? -1 : channels.get() / boxes - PLACE;
    if (classes < 0 || boxes * (PLACE + classes) != channels.get()) {
      String why = channels.get() + " channels are not those of " + boxes + " boxes";
      return new Tensor(blocks.unread("Yolo2OutputLayer", why, it.x()), it.flow());
    }
    String cells = blocks.reshape(it.x(), "Boxes", 0, boxes, PLACE + classes, -1);
    String priors = blocks.reals("priors", sides.get(), 1, boxes, SIDES, 1);
    String all = blocks.op("Concat", "Concat", activated(cells, priors, classes, blocks), axis());
    return new Tensor(blocks.op("Reshape", "", all, shape(it)), it.flow());
  }

  private static List<String> activated(String cells, String priors, long classes, Blocks blocks) {
    var sizes = new ArrayList<>(List.of(CENTRE, SIDES, CONFIDENCE));
    if (classes > 0) {
      sizes.add(classes);
    }
    String split = blocks.integers("parts", sizes.stream().mapToLong(Long::longValue).toArray());
    List<String> parts =
        blocks.several("Split", "Split", List.of(cells, split), axis(), sizes.size());
    var done = new ArrayList<String>();
    done.add(blocks.op("Sigmoid", "Centre", parts.get(0)));
    done.add(blocks.op("Mul", "Sides", blocks.op("Exp", "Exp", parts.get(1)), priors));
    done.add(blocks.op("Sigmoid", "Confidence", parts.get(2)));
    if (classes > 0) {
      done.add(blocks.op("Softmax", "Classes", List.of(parts.get(3)), axis()));
    }
    return done;
  }

  private static Map<String, Attribute> axis() {
    return OtherLayers.axis(2);
  }

  /** That of the input, as numbers where they are known. */
  private static String shape(Drawing it) {
    if (it.flow() instanceof Flow.Image image) {
      Optional<Long> height = Sizes.known(image.height());
      Optional<Long> width = Sizes.known(image.width());
      if (height.isPresent() && width.isPresent()) {
        long channels = image.size().size();
        return it.blocks().integers("shape", 0, channels, height.get(), width.get());
      }
    }
    return it.blocks().op("Shape", "Shape", it.x());
  }
}
