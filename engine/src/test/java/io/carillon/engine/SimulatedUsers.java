package io.carillon.engine;

import io.carillon.core.DeliveryType;
import io.carillon.core.MisfirePolicy;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.ChangeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** People of a simulation: they create, edit, pause, trigger and cancel at random. */
final class SimulatedUsers {
  private static final int JOBS_MAX = 8;

  private final Supplier<World> worlds;
  private final Random random;
  private final Audit audit;
  private final List<MemoryJob> jobs = new ArrayList<>();
  private final List<Answer<?>> awaited = new ArrayList<>();

  SimulatedUsers(Supplier<World> worlds, Random random, Audit audit) {
    this.worlds = worlds;
    this.random = random;
    this.audit = audit;
  }

  /** Answers that this node owes. */
  List<Answer<?>> awaited() {
    return awaited;
  }

  /** The node died: nobody waits for it any more. */
  void crash() {
    awaited.clear();
  }

  /** Does one thing. */
  void act() {
    if (jobs.isEmpty() || (jobs.size() < JOBS_MAX && random.nextInt(6) == 0)) {
      jobs.add(worlds.get().add(draft()));
      return;
    }
    MemoryJob job = jobs.get(random.nextInt(jobs.size()));
    switch (random.nextInt(12)) {
      case 0, 1 -> change(job, true);
      case 2 -> change(job, false);
      case 3 -> hear(job, worlds.get().resume(job));
      case 4 -> {
        if (random.nextInt(3) == 0) {
          hear(job, worlds.get().delete(job));
        }
      }
      case 5 -> {
        change(job, random.nextBoolean());
        change(job, random.nextBoolean());
      }
      case 6, 7 -> awaited.add(worlds.get().trigger(job));
      case 8 -> burst(job);
      default -> cancel(job);
    }
  }

  /**
   * Ends all jobs, so that the simulation can come to rest: by delete, by pause, or by their end.
   */
  void endAll(int how) {
    for (MemoryJob job : jobs) {
      if (job.isDeleted) {
        continue;
      }
      switch (how) {
        case 0 -> hear(job, worlds.get().delete(job));
        case 1 -> hear(job, worlds.get().pause(job));
        default -> {
          if (job.isActive) {
            JobDraft draft = draft().schedule(job.snapshot.definition().schedule());
            hear(
                job,
                worlds.get().edit(job, draft.endAt(worlds.get().clock.now().plusMillis(1_500))));
          }
        }
      }
    }
  }

  private void change(MemoryJob job, boolean isActive) {
    if (isActive) {
      hear(job, worlds.get().edit(job, draft()));
    } else {
      hear(job, worlds.get().pause(job));
    }
  }

  private void hear(MemoryJob job, Answer<ChangeResult> answer) {
    awaited.add(answer);
    var _ =
        answer
            .stage()
            .whenComplete(
                (result, error) -> {
                  if (error == null) {
                    audit.acknowledged(job, result);
                  }
                });
  }

  private void burst(MemoryJob job) {
    if (random.nextInt(4) == 0) {
      int count = random.nextInt(500);
      for (int i = 0; i < count; i++) {
        awaited.add(worlds.get().trigger(job));
      }
    }
  }

  private void cancel(MemoryJob job) {
    if (!job.rows.isEmpty()) {
      int recent = Math.min(job.rows.size(), 8);
      awaited.add(worlds.get().cancel(job.rows.get(job.rows.size() - 1 - random.nextInt(recent))));
    }
  }

  private JobDraft draft() {
    JobDraft draft =
        JobDraft.of(schedule())
            .host(SimulatedTargets.HOSTS[random.nextInt(SimulatedTargets.HOSTS.length)])
            .type(pick(DeliveryType.values(), 3))
            .overlap(pick(OverlapPolicy.values(), 3))
            .misfire(pick(MisfirePolicy.values(), 1))
            .retry(random.nextInt(4), 100L << random.nextInt(8))
            .catchUpWindowMs(random.nextInt(120_000));
    if (random.nextInt(4) == 0) {
      draft.startDeadlineMs(1 + random.nextInt(4_000));
    }
    if (random.nextInt(8) == 0) {
      draft.once();
    }
    return draft;
  }

  private String schedule() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> "* * * * * *";
      case 2 -> "*/3 * * * * *";
      case 3 -> "@every " + (1_000 + random.nextInt(3_000)) + "ms";
      case 4 -> "@at " + worlds.get().clock.now().plusMillis(random.nextInt(10_000));
      default -> "5,6,7,30-40 * * * * *";
    };
  }

  /** The first value, or once in a while another. */
  private <T> T pick(T[] values, int weightOfFirst) {
    int index = random.nextInt(values.length + weightOfFirst - 1);
    return values[Math.max(0, index - weightOfFirst + 1)];
  }
}
