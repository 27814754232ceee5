package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class UnstatedKernelTest {
  @Test
  void what_the_reader_of_the_source_remarks() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1).remark(Remark.Kind.UNSTATED_KERNEL, 1, ".kernelSize(2, 2)"))
            .build();

    assertEquals(
        """
        warning[ML715]: a pooling without a kernel size pools nothing and drops values unseen
          --> Net.java:13:9
           = side of the kernel 1.00 (exact), limit 2.00
           = help: write .kernelSize(2, 2)
        """,
        lint(new UnstatedKernel(), net));
  }
}
