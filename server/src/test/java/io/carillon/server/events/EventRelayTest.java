package io.carillon.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.port.EventExchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventRelayTest {
  private static final int MANY = 10_000;

  private final Wire wire = new Wire();
  private final EventRelay here = new EventRelay(wire);
  private final EventRelay there = new EventRelay(wire);

  /** Where events go through while nothing holds them back. */
  private static final class Wire implements EventExchange {
    private final List<String> published = new ArrayList<>();
    private final CompletableFuture<Void> slow = new CompletableFuture<>();
    private CompletionStage<Void> answer = CompletableFuture.completedStage(null);

    @Override
    public CompletionStage<?> publish(String events) {
      published.add(events);
      return answer;
    }

    @Override
    public CompletionStage<Heard> read(@Nullable String since) {
      int from = since == null ? published.size() : Integer.parseInt(since);
      List<String> events = List.copyOf(published.subList(from, published.size()));
      return answer.thenApply(_ -> new Heard(events, Integer.toString(from + events.size())));
    }
  }

  private static Event event(int number) {
    String json = "{\"n\": %d, \"error\": \"zu spät\"}".formatted(number);
    return new Event(7, "execution", json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(List<Event> events) {
    return events.stream().map(Event::encode).toList();
  }

  @Test
  void whatHappensElsewhereIsHeardOnce() {
    there.read();
    here.take(List.of(event(1), event(2)));
    here.publish();
    there.read();
    there.read();

    assertThat(texts(there.arrived(MANY)))
        .containsExactly(event(1).encode(), event(2).encode())
        .allMatch(text -> text.startsWith("7 execution {\"n\""));
    assertThat(there.arrived(MANY)).isEmpty();
  }

  @Test
  void whoComesBackHearsNothingOfTheMeantime() {
    there.read();
    there.leave();
    here.take(List.of(event(1)));
    here.publish();
    there.read();

    assertThat(there.arrived(MANY)).isEmpty();
  }

  @Test
  void whatIsTooMuchForASlowStoreIsCounted() {
    there.read();
    wire.answer = wire.slow;
    here.take(List.of(event(1)));
    here.publish();
    here.take(IntStream.range(0, EventRelay.LEAVING_MAX + 3).mapToObj(i -> event(i)).toList());
    here.publish();
    assertThat(wire.published).as("one at a time").hasSize(1);

    wire.slow.complete(null);
    here.publish();
    there.read();

    assertThat(there.arrived(MANY))
        .hasSize(1 + EventRelay.LEAVING_MAX + 1)
        .last()
        .extracting(Event::encode)
        .isEqualTo(Event.dropped(3).encode());
  }

  @Test
  void whatWasLostOnTheWayIsCounted() {
    there.read();
    wire.answer = wire.slow;
    here.take(List.of(event(1), event(2)));
    here.publish();
    wire.slow.completeExceptionally(new IllegalStateException("away"));
    wire.answer = CompletableFuture.completedStage(null);
    wire.published.clear();
    here.take(List.of(event(3)));
    here.publish();
    there.read();

    assertThat(texts(there.arrived(MANY)))
        .containsExactly(event(3).encode(), Event.dropped(2).encode());
  }

  @Test
  void whatIsTooMuchForThoseWhoListenIsCounted() {
    there.read();
    here.take(List.of(event(1), event(2), event(3)));
    here.publish();
    there.read();

    assertThat(texts(there.arrived(1)))
        .containsExactly(event(1).encode(), Event.dropped(2).encode());
    assertThat(there.arrived(1)).isEmpty();
    here.take(List.of(event(4)));
    here.publish();
    there.read();
    assertThat(texts(there.arrived(-1))).containsExactly(Event.dropped(1).encode());
  }

  @Test
  void whatIsNotUnderstoodIsPassedOver() {
    assertThat(Event.decode("")).isEmpty();
    assertThat(Event.decode("x execution {}")).isEmpty();
    assertThat(Event.decode("1 execution")).isEmpty();
  }
}
