package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final long START = -7_000_000_000L;

  private final Deadlines deadlines = new Deadlines(START);
  private final List<Alarm> expired = new ArrayList<>();

  private final class Alarm extends Deadlines.Entry {
    private Runnable then = () -> {};

    @Override
    void expired() {
      expired.add(this);
      then.run();
    }
  }

  private static long at(long ms) {
    return START + ms * 1_000_000;
  }

  @Test
  void expiresOnceNotBeforeItsTimeAndSoonAfter() {
    Alarm alarm = new Alarm();
    deadlines.set(alarm, at(0), 25);
    deadlines.advance(at(24));
    assertThat(expired).isEmpty();
    deadlines.advance(at(25 + 2 * Deadlines.TICK_MS));
    deadlines.advance(at(1_000));
    assertThat(expired).containsExactly(alarm);
    assertThat(deadlines.size()).isZero();
  }

  @Test
  void cancelledDeadlinesDoNotExpireAndNewOnesReplaceOldOnes() {
    Alarm cancelled = new Alarm();
    Alarm moved = new Alarm();
    deadlines.set(cancelled, at(0), 50);
    deadlines.set(moved, at(0), 50);
    deadlines.cancel(cancelled);
    deadlines.cancel(cancelled);
    deadlines.set(moved, at(0), 60_000);
    deadlines.advance(at(59_000));
    assertThat(expired).isEmpty();
    assertThat(deadlines.size()).isEqualTo(1);
    deadlines.advance(at(60_020));
    assertThat(expired).containsExactly(moved);
  }

  @Test
  void deadlinesCancelAndSetOthersWhileTheyExpire() {
    Alarm first = new Alarm();
    Alarm second = new Alarm();
    Alarm third = new Alarm();
    deadlines.set(first, at(0), 20);
    deadlines.set(second, at(0), 20);
    first.then =
        () -> {
          deadlines.cancel(second);
          deadlines.set(third, at(40), 10);
        };
    deadlines.advance(at(40));
    assertThat(expired).containsExactly(first);
    deadlines.advance(at(70));
    assertThat(expired).containsExactly(first, third);
  }

  @Test
  void behavesLikeASortedMapWhateverTheSteps() {
    Random random = new Random(4_711);
    TreeMap<Long, List<Alarm>> model = new TreeMap<>();
    long now = 0;
    for (int step = 0; step < 5_000; step++) {
      for (int i = random.nextInt(4); i > 0; i--) {
        Alarm alarm = new Alarm();
        int delay = random.nextInt(random.nextBoolean() ? 100 : 40_000);
        deadlines.set(alarm, at(now), delay);
        model.computeIfAbsent(now + delay, _ -> new ArrayList<>()).add(alarm);
      }
      now += random.nextInt(random.nextInt(100) == 0 ? 30_000 : 60);
      expired.clear();
      deadlines.advance(at(now));
      assertThat(expired).doesNotHaveDuplicates();
      for (Alarm alarm : expired) {
        assertThat(model.headMap(now, true).values()).anyMatch(due -> due.remove(alarm));
      }
      assertThat(model.headMap(now - 2L * Deadlines.TICK_MS, true).values())
          .allMatch(List::isEmpty);
      model.headMap(now, true).values().removeIf(List::isEmpty);
    }
  }

  @Test
  void clearingHandsOverWhatWasSet() {
    List<Deadlines.Entry> left = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      deadlines.set(new Alarm(), at(0), i * 977L);
    }
    deadlines.clear(left::add);
    assertThat(left).hasSize(100);
    assertThat(deadlines.size()).isZero();
  }
}
