package modellint.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void a_terminal_has_colour_and_a_pipe_has_none() {
    assertTrue(Terminal.wantsColour(Map.of("TERM", "xterm"), true));
    assertFalse(Terminal.wantsColour(Map.of("TERM", "xterm"), false));
  }

  @Test
  void no_color_forbids_whatever_else_is_set() {
    assertFalse(Terminal.wantsColour(Map.of("NO_COLOR", "1", "FORCE_COLOR", "1"), true));
    assertTrue(Terminal.wantsColour(Map.of("NO_COLOR", ""), true));
  }

  @Test
  void colour_can_be_demanded_in_a_pipe() {
    assertTrue(Terminal.wantsColour(Map.of("FORCE_COLOR", "1"), false));
    assertTrue(Terminal.wantsColour(Map.of("CLICOLOR_FORCE", "1"), false));
    assertFalse(Terminal.wantsColour(Map.of("FORCE_COLOR", "0"), false));
  }

  @Test
  void a_dumb_terminal_has_none() {
    assertFalse(Terminal.wantsColour(Map.of("TERM", "dumb"), true));
    assertFalse(Terminal.wantsColour(Map.of("CLICOLOR", "0"), true));
  }
}
