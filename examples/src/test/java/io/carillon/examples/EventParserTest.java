package io.carillon.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventParserTest {
  @Test
  void anEventIsCompleteAtTheEmptyLine() {
    assertThat(events("event: execution", "id: 7", "data: {\"id\":\"7\"}", ""))
        .containsExactly(new ServerEvent("execution", "{\"id\":\"7\"}"));
  }

  @Test
  void dataLinesAreJoined() {
    assertThat(events("data: one", "data:two", "data", ""))
        .containsExactly(new ServerEvent("message", "one\ntwo\n"));
  }

  @Test
  void commentsAndEventsWithoutDataAreNothing() {
    assertThat(events(": keep-alive", "", "event: metrics", "", "retry: 1000", "")).isEmpty();
  }

  @Test
  void theTypeIsForgottenAfterItsEvent() {
    assertThat(events("event: alert", "data: a", "", "data: b", ""))
        .containsExactly(new ServerEvent("alert", "a"), new ServerEvent("message", "b"));
  }

  @Test
  void onlyOneSpaceIsTakenAway() {
    assertThat(events("data:  two spaces: and a colon", ""))
        .containsExactly(new ServerEvent("message", " two spaces: and a colon"));
  }

  private static List<ServerEvent> events(String... lines) {
    EventParser parser = new EventParser();
    return List.of(lines).stream().map(parser::line).flatMap(Optional::stream).toList();
  }
}
