package io.carillon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class WriteQueueTest {
  private final WriteQueue queue = new WriteQueue();

  private static Operation<Integer> operation(WriteClass writeClass, int weight) {
    return new Operation<>(writeClass, weight, _ -> 0);
  }

  private void offer(WriteClass writeClass, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(queue.offer(List.of(operation(writeClass, 1)))).isNull();
    }
  }

  private WriteClass take() throws InterruptedException {
    return Objects.requireNonNull(queue.take()).writeClass;
  }

  @Test
  void urgentWritesGoFirstAndEachClassInItsOrder() throws InterruptedException {
    Operation<Integer> first = operation(WriteClass.PLAN, 1);
    Operation<Integer> second = operation(WriteClass.PLAN, 1);
    queue.offer(List.of(first));
    queue.offer(List.of(second));
    offer(WriteClass.PRUNE, 1);
    offer(WriteClass.URGENT, 1);
    offer(WriteClass.SETTLE, 1);

    assertThat(take()).isEqualTo(WriteClass.URGENT);
    assertThat(Objects.requireNonNull(queue.poll()).writeClass).isEqualTo(WriteClass.SETTLE);
    assertThat(queue.poll()).isSameAs(first);
    assertThat(queue.poll()).isSameAs(second);
    assertThat(Objects.requireNonNull(queue.poll()).writeClass).isEqualTo(WriteClass.PRUNE);
    assertThat(queue.poll()).isNull();
  }

  @Test
  void noClassStarves() throws InterruptedException {
    int rounds = 100;
    for (WriteClass writeClass : WriteClass.values()) {
      offer(writeClass, rounds);
    }
    List<WriteClass> taken = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      taken.add(take());
    }

    for (WriteClass writeClass : WriteClass.values()) {
      // A round here is one write, so all five share it.
      assertThat(Collections.frequency(taken, writeClass))
          .as(writeClass.name())
          .isGreaterThanOrEqualTo(5);
    }
  }

  @Test
  void aFullQueueRefusesAllOrNothing() {
    int max = WriteClass.URGENT.queuedMax();
    offer(WriteClass.URGENT, 1);

    assertThat(queue.offer(List.of(operation(WriteClass.URGENT, max - 1)))).isNull();
    assertThat(
            queue.offer(List.of(operation(WriteClass.URGENT, 1), operation(WriteClass.URGENT, 1))))
        .isEqualTo(WriteQueue.Refusal.FULL);
    assertThat(queue.depths()[WriteClass.URGENT.rank()]).isEqualTo(max);
    assertThat(queue.offer(List.of(operation(WriteClass.SETTLE, 1)))).isNull();
  }

  @Test
  void aClosedQueueRefusesAndStillGivesWhatWaits() throws InterruptedException {
    offer(WriteClass.PLAN, 1);
    queue.close();

    assertThat(queue.offer(List.of(operation(WriteClass.PLAN, 1))))
        .isEqualTo(WriteQueue.Refusal.CLOSED);
    assertThat(queue.take()).isNotNull();
    assertThat(queue.take()).isNull();
  }
}
