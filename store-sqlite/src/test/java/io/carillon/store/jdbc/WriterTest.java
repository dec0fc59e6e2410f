package io.carillon.store.jdbc;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.port.StoreUnavailable;
import io.carillon.store.jdbc.JobMarks.Mark;
import io.carillon.store.sqlite.SqliteConfig;
import io.carillon.store.sqlite.SqliteDatabase;
import io.carillon.testkit.ManualClock;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
final class WriterTest {
  private static final String INSERT =
      "INSERT INTO idempotency (route, key, request_hash, answer, created_at) VALUES (?, ?, '', '', 0)";
  private static final String COUNT = "SELECT count(*) FROM idempotency";

  /** It stands, so that however slow the machine is no transaction ends for its length. */
  private final ManualClock clock = new ManualClock(Instant.EPOCH);

  @TempDir Path folder;
  private SqliteDatabase database;
  private Writer writer;
  private final List<Integer> commits = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void open() throws Exception {
    database = SqliteDatabase.open(folder.resolve("writer.db"), SqliteConfig.DEFAULT);
    writer =
        new Writer(
            database,
            100,
            new DefinitionCodec(SecretKeys.NONE),
            clock,
            (_, operations, _) -> commits.add(operations));
  }

  @AfterEach
  void close() throws Exception {
    writer.close();
    database.close();
  }

  private long written(Work<? extends Number> work) {
    return join(writer.write(WriteClass.URGENT, work)).longValue();
  }

  private static Integer insert(Session session, int i) throws SQLException {
    session.on(INSERT).set("r").set("key-" + i).run();
    return i;
  }

  private int count() {
    return number(COUNT);
  }

  private int number(String sql) {
    return join(
        writer.write(
            WriteClass.URGENT,
            session -> {
              try (ResultSet row = session.on(sql).query()) {
                row.next();
                return row.getInt(1);
              }
            }));
  }

  /** Holds the writer inside a transaction, so that what comes meanwhile gathers. */
  private CountDownLatch hold() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    writer.write(
        WriteClass.URGENT,
        Writer.OPERATIONS_MAX,
        _ -> {
          entered.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return 0;
        });
    entered.await();
    return release;
  }

  @Test
  void writesThatGatheredShareOneTransaction() throws Exception {
    CountDownLatch release = hold();
    List<CompletionStage<Integer>> stages =
        IntStream.range(0, 200)
            .mapToObj(i -> writer.write(WriteClass.URGENT, s -> insert(s, i)))
            .toList();
    release.countDown();
    stages.forEach(stage -> join(stage));

    assertThat(count()).isEqualTo(200);
    assertThat(commits).startsWith(Writer.OPERATIONS_MAX, 200);
  }

  @Test
  void aTransactionThatTakesLongEnds() throws Exception {
    CountDownLatch release = hold();
    List<CompletionStage<Integer>> stages =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    writer.write(
                        WriteClass.URGENT,
                        session -> {
                          clock.advance(Duration.ofNanos(Writer.TRANSACTION_NANOS_MAX / 3 + 1));
                          return insert(session, i);
                        }))
            .toList();
    release.countDown();
    stages.forEach(stage -> join(stage));

    assertThat(count()).isEqualTo(5);
    assertThat(commits).startsWith(Writer.OPERATIONS_MAX, 3, 2);
  }

  @Test
  void aPoisonedWriteFailsAloneAndTheOthersAreKeptInOrder() throws Exception {
    CountDownLatch release = hold();
    List<Integer> completed = Collections.synchronizedList(new ArrayList<>());
    List<CompletionStage<Integer>> stages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      CompletionStage<Integer> stage =
          writer.write(
              WriteClass.URGENT,
              session -> {
                int written = insert(session, number);
                if (number == 37) {
                  // Breaks a CHECK constraint.
                  session.on("UPDATE counter SET counter_key = ?").set(7).run();
                }
                if (number == 71) {
                  throw new IllegalStateException("a defect");
                }
                return written;
              });
      stage.thenAccept(completed::add);
      stages.add(stage);
    }
    release.countDown();
    // Waits for all at once: who waits for one stage may run what follows it, out of order.
    CompletableFuture<?>[] all =
        stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new);
    assertThatThrownBy(() -> join(CompletableFuture.allOf(all))).isNotNull();

    assertThatThrownBy(() -> join(stages.get(37)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CONSTRAINT");
    assertThatThrownBy(() -> join(stages.get(71))).hasMessage("a defect");
    for (int i = 0; i < 100; i++) {
      if (i != 37 && i != 71) {
        assertThat(join(stages.get(i))).isEqualTo(i);
      }
    }
    assertThat(count()).isEqualTo(98);
    assertThat(completed).hasSize(98).isSorted();
  }

  @Test
  void anErrorOfTheMachineFailsItsWriteOnly() {
    CompletionStage<Integer> bad =
        writer.write(
            WriteClass.URGENT,
            _ -> {
              throw new StackOverflowError("too deep");
            });
    CompletionStage<Integer> good = writer.write(WriteClass.URGENT, s -> insert(s, 1));

    assertThatThrownBy(() -> join(bad)).hasRootCauseInstanceOf(StackOverflowError.class);
    assertThat(join(good)).isEqualTo(1);
  }

  @Test
  void aLostConnectionIsReplaced() {
    CompletionStage<Integer> bad =
        writer.write(
            WriteClass.URGENT,
            session -> {
              insert(session, 1);
              session.close();
              return insert(session, 2);
            });

    assertThatThrownBy(() -> join(bad)).isInstanceOf(StoreUnavailable.class);
    assertThat(written(s -> insert(s, 3))).isEqualTo(3);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void keysCountsAndMarksFollowARollback() throws Exception {
    CountDownLatch release = hold();
    CompletionStage<Long> first =
        writer.write(
            WriteClass.URGENT,
            session -> {
              session.counters.addJobs(1);
              return session.keys.next(KeySpace.ALERT);
            });
    CompletionStage<Long> bad =
        writer.write(
            WriteClass.URGENT,
            session -> {
              session.counters.addJobs(5);
              session.keys.next(KeySpace.ALERT);
              session.marks.add(Mark.FAILING, 1);
              throw new IllegalStateException("a defect");
            });
    release.countDown();

    assertThatThrownBy(() -> join(bad)).hasMessage("a defect");
    assertThat(join(first)).isEqualTo(1);
    assertThat(written(s -> s.keys.next(KeySpace.ALERT))).isGreaterThan(1);
    assertThat(written(s -> s.marks.has(Mark.FAILING, 1) ? 1 : 0)).isZero();
    assertThat(number("SELECT sum(jobs) FROM counter")).isEqualTo(1);
  }

  @Test
  void whatWaitsIsWrittenBeforeTheWriterEnds() throws Exception {
    CountDownLatch release = hold();
    CompletionStage<Integer> waiting = writer.write(WriteClass.PRUNE, s -> insert(s, 1));
    Thread closing = Thread.ofPlatform().start(writer::close);
    release.countDown();

    assertThat(join(waiting)).isEqualTo(1);
    closing.join();
    assertThatThrownBy(() -> join(writer.write(WriteClass.URGENT, s -> insert(s, 2))))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessage("the store is closed");
  }
}
