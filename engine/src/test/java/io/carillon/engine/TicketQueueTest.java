package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The queue against the JDK's. */
class TicketQueueTest {
  private final Tickets tickets = new Tickets();

  @Property(seed = "20260101", tries = 500)
  void behavesAsADeque(@ForAll @Size(max = 60) List<@IntRange(max = 30) Integer> steps) {
    TicketQueue queue = new TicketQueue();
    ArrayDeque<Ticket> model = new ArrayDeque<>();
    for (int step : steps) {
      if (step < 12) {
        Ticket ticket = tickets.due(0);
        queue.add(ticket);
        model.add(ticket);
      } else if (step < 18) {
        assertThat(queue.poll()).isSameAs(model.poll());
      } else if (!model.isEmpty()) {
        Ticket ticket = new ArrayList<>(model).get(step % model.size());
        ticket.unqueue();
        model.remove(ticket);
      }
      assertThat(queue.size()).isEqualTo(model.size());
      assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
    }
    while (!model.isEmpty()) {
      assertThat(queue.poll()).isSameAs(model.poll());
    }
    assertThat(queue.poll()).isNull();
  }

  @Test
  void aTicketStandsInOneQueueOnly() {
    TicketQueue queue = new TicketQueue();
    TicketQueue other = new TicketQueue();
    Ticket ticket = tickets.due(0);
    queue.add(ticket);

    assertThatThrownBy(() -> queue.add(ticket)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> other.add(ticket)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> other.remove(ticket)).isInstanceOf(IllegalStateException.class);
    ticket.unqueue();
    ticket.unqueue();
    assertThatThrownBy(() -> queue.remove(ticket)).isInstanceOf(IllegalStateException.class);
  }
}
