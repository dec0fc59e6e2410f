package io.carillon.engine;

import io.carillon.testkit.ChangeContract;
import io.carillon.testkit.DeleteContract;
import io.carillon.testkit.EndingContract;
import io.carillon.testkit.HoldContract;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.PlanContract;
import io.carillon.testkit.RandomWalkContract;
import io.carillon.testkit.ReclaimContract;
import io.carillon.testkit.RequestContract;
import io.carillon.testkit.SettleContract;
import io.carillon.testkit.StartContract;
import io.carillon.testkit.TestStore;
import io.carillon.testkit.UnplannedContract;
import org.junit.jupiter.api.Nested;

/** The memory store keeps the promises that the engine's tests rely on. */
class MemoryStoreTest {
  @Nested
  class Plan extends PlanContract {
    @Override
    protected TestStore open(ManualClock clock) {
      return new MemoryStore(clock);
    }
  }

  @Nested
  class Starting extends StartContract {
    @Override
    protected TestStore open(ManualClock clock) {
      return new MemoryStore(clock);
    }
  }

  @Nested
  class Settling extends SettleContract {
    @Override
    protected TestStore open(ManualClock clock) {
      return new MemoryStore(clock);
    }
  }

  @Nested
  class Holding extends HoldContract {
    @Override
    protected TestStore open(ManualClock clock) {
      return new MemoryStore(clock);
    }
  }

  @Nested
  class Changing extends ChangeContract {
    @Override
    protected TestStore open(ManualClock clock) {
      return new MemoryStore(clock);
    }
  }

  @Nested
  class Deleting extends DeleteContract {
    @Override
    protected TestStore open(ManualClock clock) {
      return new MemoryStore(clock);
    }
  }

  @Nested
  class Reclaim extends ReclaimContract {
    @Override
    protected TestStore open(ManualClock clock) {
      return new MemoryStore(clock);
    }
  }

  @Nested
  class Unplanned extends UnplannedContract {
    @Override
    protected TestStore open(ManualClock clock) {
      return new MemoryStore(clock);
    }
  }

  @Nested
  class Requesting extends RequestContract {
    @Override
    protected TestStore open(ManualClock clock) {
      return new MemoryStore(clock);
    }
  }

  @Nested
  class Ending extends EndingContract {
    @Override
    protected TestStore open(ManualClock clock) {
      return new MemoryStore(clock);
    }
  }

  @Nested
  class RandomWalk extends RandomWalkContract {
    @Override
    protected TestStore open(ManualClock clock) {
      return new MemoryStore(clock);
    }
  }
}
