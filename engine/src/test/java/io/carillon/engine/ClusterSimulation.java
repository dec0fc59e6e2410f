package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One life of some nodes on one store, among random jobs, users and targets: nodes die, stop, sleep
 * and lose the store, all from one seed. In some lives nodes have different roles and share a
 * queue, which loses, repeats and brings back what it has. Then everything heals, and what was
 * promised must be true.
 */
final class ClusterSimulation {
  private static final long LEASE_MS = 10_000;
  private static final long REST_MS_MAX = 900_000;
  private static final long IDLE_MS = 50;

  private final Random random;
  private final ManualClock clock = World.startClock();
  private final List<Member> members = new ArrayList<>();
  private final Audit audit;
  private final SimulatedUsers users;
  private final SimulatedTargets targets;
  private final boolean crashes;
  private final boolean sleeps;
  private final boolean outages;
  private final boolean queueFails;
  private final MemoryQueue queue = new MemoryQueue(clock);

  /** A node, and what has become of it. */
  private static final class Member {
    final World world;
    boolean isTakingOver;
    boolean isCutOff;
    boolean isStopping;

    /** Dead or asleep until then. */
    long absentUntilMs;

    Member(World world) {
      this.world = world;
    }
  }

  ClusterSimulation(long seed) {
    random = new Random(seed);
    crashes = random.nextBoolean();
    sleeps = random.nextBoolean();
    outages = random.nextBoolean();
    queueFails = random.nextBoolean();
    MemoryLedger store = new MemoryLedger(clock, LEASE_MS);
    List<Roles> roles = roles();
    boolean isQueued = random.nextInt(4) > 0;
    for (int i = 1; i <= roles.size(); i++) {
      MemoryLedger view = i == 1 ? store : new MemoryLedger(store);
      EngineConfig config = config("node-" + i, roles.get(i - 1));
      members.add(
          new Member(new World(config, seed + i, clock, view, isQueued ? queue.view() : null)));
    }
    audit = new Audit(members.stream().map(member -> member.world).toList());
    users = new SimulatedUsers(this::anyNode, random, audit);
    targets = new SimulatedTargets(random);
    members.forEach(member -> member.world.invoker.script(targets));
  }

  /** Each role is somebody's. */
  private List<Roles> roles() {
    Roles planner = new Roles(true, false);
    Roles worker = new Roles(false, true);
    Roles api = new Roles(false, false);
    return switch (random.nextInt(6)) {
      case 0, 1 -> List.of(Roles.ALL, Roles.ALL);
      case 2 -> List.of(Roles.ALL, Roles.ALL, Roles.ALL);
      case 3 -> List.of(planner, worker);
      case 4 -> List.of(planner, planner, worker, worker);
      default -> List.of(api, planner, worker, random.nextBoolean() ? worker : Roles.ALL);
    };
  }

  private EngineConfig config(String nodeName, Roles roles) {
    int settleBatchMax = pick(1, 3, 1_000);
    return Configs.of(
        nodeName,
        roles,
        Configs.with(
            pick(2, 5, 10_000),
            pick(1, 3, 1_000),
            pick(1_000, 400_000),
            settleBatchMax,
            settleBatchMax + pick(2, 20, 100_000)));
  }

  private int pick(int... values) {
    return values[random.nextInt(values.length)];
  }

  private World anyNode() {
    return members.get(random.nextInt(members.size())).world;
  }

  void run() {
    int steps = 100 + random.nextInt(500);
    for (int i = 0; i < steps; i++) {
      step();
      members.forEach(this::disturb);
      disturbQueue();
      if (random.nextInt(8) == 0) {
        users.act();
      }
    }
    heal();
    rest();
    users.endAll(random.nextInt(3));
    for (long waitedMs = 0; waitedMs < 60_000 || isUnderWay(waitedMs); waitedMs += 1_000) {
      advance(1_000);
    }
    assertThat(users.awaited()).as("everybody was answered").allMatch(Answer::isThere);
    audit.checkEnds();
    World first = members.getFirst().world;
    assertThat(first.store.rows.openCount()).as("open rows").isZero();
    assertThat(queue.size()).as("in the queue").isZero();
    assertThat(first.store.rows.running()).as("turns taken").isZero();
    members.forEach(member -> member.world.assertNothingHeld());
  }

  private boolean isPresent(Member member) {
    return clock.wallMs() >= member.absentUntilMs;
  }

  /** Some time passes, and some of what could happen does. */
  private void step() {
    clock.advance(Duration.ofMillis(stepMs()));
    if (random.nextInt(3) > 0) {
      settle();
      return;
    }
    for (Member member : members) {
      if (isPresent(member)) {
        stepPartly(member);
      }
    }
  }

  private void stepPartly(Member member) {
    keepTerm(member);
    member.world.stepPartly(random);
  }

  private long stepMs() {
    return switch (random.nextInt(10)) {
      case 0 -> 1;
      case 1 -> 1 + random.nextInt(20);
      case 2 -> random.nextInt(1_500);
      default -> idleMs(100);
    };
  }

  private long idleMs(long limitMs) {
    long idleMs = limitMs;
    for (Member member : members) {
      if (isPresent(member)) {
        idleMs = Math.min(idleMs, member.world.idleMs(limitMs));
      }
    }
    return Math.max(1, idleMs);
  }

  /** Lets everything happen that happens without time passing. */
  private void settle() {
    members.stream().filter(this::isPresent).forEach(this::keepTerm);
    int work;
    do {
      work = 0;
      for (Member member : members) {
        if (isPresent(member)) {
          work += member.world.run();
        }
      }
    } while (work > 0);
    members.stream().filter(this::isPresent).forEach(each -> audit.answered(each.world));
  }

  private void advance(long ms) {
    long left = ms;
    while (left > 0) {
      long stepMs = Math.min(left, idleMs(IDLE_MS));
      clock.advance(Duration.ofMillis(stepMs));
      left -= stepMs;
      settle();
    }
  }

  /** Does what the engine's loop does about the term. */
  private void keepTerm(Member member) {
    World world = member.world;
    if (member.isStopping) {
      return;
    }
    if (world.turn.keeper.isLost()) {
      audit.crashed(world);
      users.crash();
      world.beginAnew();
    }
    if (world.turn.lease() != null || member.isTakingOver) {
      return;
    }
    member.isTakingOver = true;
    Turn turn = world.turn;
    long askedUpMs = turn.timeline.upMs();
    var _ =
        Failures.guard(() -> world.store.takeOver(world.config.nodeName()))
            .whenComplete(
                (takeover, error) ->
                    turn.mailbox.post(
                        () -> {
                          member.isTakingOver = false;
                          if (error == null) {
                            turn.takeOver(takeover, askedUpMs);
                          }
                        }));
  }

  private void disturb(Member member) {
    if (outages && random.nextInt(member.isCutOff ? 15 : 60) == 0) {
      cutOff(member, !member.isCutOff);
    }
    if (outages && random.nextInt(40) == 0) {
      member.world.store.transactions.loseAnswers(1 + random.nextInt(3));
    }
    if (outages && random.nextInt(200) == 0) {
      boolean is = random.nextBoolean();
      members.forEach(each -> cutOff(each, is));
    }
    if (crashes && random.nextInt(100) == 0) {
      crash(member);
    }
    if (sleeps && random.nextInt(80) == 0) {
      absent(member);
    }
  }

  private void disturbQueue() {
    if (!queueFails) {
      return;
    }
    if (random.nextInt(30) == 0) {
      queue.disturb(random);
    }
    if (random.nextInt(100) == 0) {
      queue.flush();
    }
    for (Member member : members) {
      MemoryQueue.View view = member.world.queue;
      if (view != null && random.nextInt(view.transactions.isDown() ? 20 : 80) == 0) {
        view.transactions.setDown(!view.transactions.isDown());
      }
      if (view != null && random.nextInt(60) == 0) {
        view.transactions.loseAnswers(1);
      }
    }
  }

  private void cutOff(Member member, boolean is) {
    member.isCutOff = is;
    member.world.store.transactions.setDown(is);
    audit.cutOff(member.world, is);
  }

  private void absent(Member member) {
    int mostMs = random.nextBoolean() ? 3_000 : 30_000;
    member.absentUntilMs = clock.wallMs() + random.nextInt(mostMs);
  }

  private void crash(Member member) {
    World world = member.world;
    if (random.nextInt(3) == 0 && isPresent(member)) {
      member.isStopping = true;
      world.turn.stop();
      for (int i = random.nextInt(5); i > 0; i--) {
        step();
      }
      world.turn.attempts.abandon();
      world.turn.jobs.forEach(Attempts::abort);
      for (int i = random.nextInt(5); i > 0; i--) {
        step();
      }
      world.turn.release();
      settle();
      member.isStopping = false;
    }
    world.crash();
    audit.crashed(world);
    users.crash();
    member.isTakingOver = false;
    absent(member);
  }

  private void heal() {
    for (Member member : members) {
      member.absentUntilMs = 0;
      cutOff(member, false);
      member.world.store.transactions.loseAnswers(0);
      MemoryQueue.View view = member.world.queue;
      if (view != null) {
        view.transactions.setDown(false);
        view.transactions.loseAnswers(0);
      }
    }
    targets.heal();
    settle();
    members.forEach(member -> member.world.invoker.underWay().forEach(made -> made.answer(200)));
  }

  /** I10: the backlog drains by itself. */
  private void rest() {
    advance(1_000);
    List<String> overdue = overdue();
    for (long waitedMs = 0; !overdue.isEmpty(); waitedMs += 1_000) {
      assertThat(waitedMs).as("I10: drains by itself: %s", overdue).isLessThan(REST_MS_MAX);
      advance(1_000);
      overdue = overdue();
    }
  }

  private boolean isUnderWay(long waitedMs) {
    boolean isAtRest =
        members.getFirst().world.store.rows.openCount() == 0
            && members.stream().allMatch(member -> member.world.turn.jobs.held() == 0);
    return !isAtRest && waitedMs < REST_MS_MAX;
  }

  private List<String> places(MemoryRow row) {
    List<String> places = new ArrayList<>();
    for (Member member : members) {
      ActiveJob active = member.world.turn.jobs.find(row.job.snapshot.id());
      Ticket ticket = active == null ? null : active.find(row.key);
      if (ticket != null) {
        places.add(member.world.config.nodeName() + " " + ticket.place);
      }
    }
    return places;
  }

  /** What should have happened some seconds ago. */
  private List<String> overdue() {
    long longAgoMs = clock.wallMs() - 3_000;
    List<String> found = new ArrayList<>();
    for (MemoryJob job : members.getFirst().world.store.jobs.all()) {
      if (job.nextFireAtMs < longAgoMs) {
        found.add("job planned until " + job.nextFireAtMs);
      }
      for (MemoryRow row : job.openRows) {
        if (row.dueAtMs < longAgoMs && found.size() < 10) {
          found.add(row + " in memory: " + places(row));
        }
      }
    }
    return found;
  }
}
