package io.carillon.testkit;

import org.junit.jupiter.api.Nested;

/** All suites of what every store promises. An adapter extends this; see {@link StoreContract}. */
public abstract class StoreContracts {
  /** Opens an empty store that reads its time from the clock. */
  protected abstract TestStore openEmpty(ManualClock clock) throws Exception;

  @Nested
  final class Create extends CreateContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Change extends ChangeContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Delete extends DeleteContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Reclaim extends ReclaimContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Unplanned extends UnplannedContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Ending extends EndingContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Plan extends PlanContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Start extends StartContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Settle extends SettleContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Hold extends HoldContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Request extends RequestContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Prune extends PruneContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Alerts extends AlertsContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class JobList extends JobListContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class History extends HistoryContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class Stats extends StatsContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }

  @Nested
  final class RandomWalk extends RandomWalkContract {
    @Override
    protected TestStore open(ManualClock clock) throws Exception {
      return openEmpty(clock);
    }
  }
}
