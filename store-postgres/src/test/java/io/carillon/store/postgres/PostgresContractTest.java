package io.carillon.store.postgres;

import io.carillon.testkit.AlertsContract;
import io.carillon.testkit.ChangeContract;
import io.carillon.testkit.CreateContract;
import io.carillon.testkit.DeleteContract;
import io.carillon.testkit.EndingContract;
import io.carillon.testkit.HistoryContract;
import io.carillon.testkit.HoldContract;
import io.carillon.testkit.JobListContract;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.PlanContract;
import io.carillon.testkit.PruneContract;
import io.carillon.testkit.RandomWalkContract;
import io.carillon.testkit.ReclaimContract;
import io.carillon.testkit.RequestContract;
import io.carillon.testkit.SettleContract;
import io.carillon.testkit.StartContract;
import io.carillon.testkit.StatsContract;
import io.carillon.testkit.TestStore;
import io.carillon.testkit.UnplannedContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The store on PostgreSQL keeps what every store promises. */
@SuppressWarnings("NullAway.Init") // set before all tests
final class PostgresContractTest {
  private static String database;

  @BeforeAll
  static void createDatabase() throws Exception {
    database = PostgresServer.get().createDatabase();
  }

  @AfterAll
  static void dropDatabase() throws Exception {
    PostgresServer.get().dropDatabase(database);
  }

  @Nested
  final class Create extends CreateContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Change extends ChangeContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Delete extends DeleteContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Reclaim extends ReclaimContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Unplanned extends UnplannedContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Ending extends EndingContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Plan extends PlanContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Start extends StartContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Settle extends SettleContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Hold extends HoldContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Request extends RequestContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Prune extends PruneContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Alerts extends AlertsContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class JobList extends JobListContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class History extends HistoryContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class Stats extends StatsContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }

  @Nested
  final class RandomWalk extends RandomWalkContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return PostgresTestStore.openEmptied(database, clock);
    }
  }
}
