package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class DroppedConstraintTest {
  @Test
  void what_the_reader_of_the_source_remarks() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1)
                    .remark(Remark.Kind.DROPPED_CONSTRAINT, 1, ".constrainWeights(..)"))
            .build();

    assertEquals(
        """
        warning[ML714]: the library drops constraints on all parameters, so no layer has any
          --> Net.java:13:9
           = constraints in force 0 (exact), limit 1.00
           = help: write .constrainWeights(..)
        """,
        lint(new DroppedConstraint(), net));
  }
}
