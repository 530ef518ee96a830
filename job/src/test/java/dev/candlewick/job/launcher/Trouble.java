package dev.candlewick.job.launcher;

import dev.candlewick.simulator.Fault;
import dev.candlewick.simulator.InfoFault;
import java.time.Duration;
import java.util.List;

/** What may happen to a run of {@code live} for a while. */
@SuppressWarnings("ImmutableEnumChecker") // what it does and the faults have no state
enum Trouble {
    LAKE_FULL("lake"),
    HOT_STORE_FULL("hot"),
    CHECKPOINTS_FULL("checkpoints"),
    JOURNAL_FULL("journal"),
    HOT_STORE_REMOVED(TroubledRun::removeHotStore, run -> {}),
    KILLED(TroubledRun::kill, run -> {}),
    FROZEN(TroubledRun::freeze, TroubledRun::thaw),
    STOPPED(TroubledRun::stop, run -> {}),
    CHECKPOINT_DAMAGED(TroubledRun::killAndDamage, run -> {}),
    CLOCK_AHEAD(run -> {}, run -> {}),
    REST_STORM(
            InfoFault.limit(40),
            InfoFault.fail(10),
            InfoFault.badGateway(5),
            InfoFault.slow(Duration.ofSeconds(2), 3)),
    SOCKET_DROPPED(Fault.dropAll()),
    SOCKET_SILENT(Fault.stallWithoutPongs(Duration.ofSeconds(5))),
    OUTAGE(Fault.outage(Duration.ofSeconds(40))),
    FRAMES_DAMAGED(Fault.damage(5)),
    EXCHANGE_DOWN(
            Fault.refuseHandshakes(Duration.ofSeconds(3)),
            InfoFault.refuseConnections(Duration.ofSeconds(3)),
            Fault.dropAll());

    /** Does something to a run. */
    @FunctionalInterface
    interface Action {
        void on(TroubledRun run) throws Exception;
    }

    private final Action prepare;
    private final Action begin;
    private final Action end;
    private final List<Fault> faults;

    /** The disk of a place is full. */
    Trouble(String place) {
        this.prepare = run -> run.disk(place);
        this.begin = run -> run.disk(place).fill();
        this.end = run -> run.disk(place).free();
        this.faults = List.of();
    }

    Trouble(Action begin, Action end) {
        this.prepare = run -> {};
        this.begin = begin;
        this.end = end;
        this.faults = List.of();
    }

    /** What the exchange does to everybody. */
    Trouble(Fault... faults) {
        this.prepare = run -> {};
        this.begin = run -> {};
        this.end = run -> {};
        this.faults = List.of(faults);
    }

    /** Before the run starts. */
    void prepare(TroubledRun run) throws Exception {
        prepare.on(run);
    }

    void begin(TroubledRun run) throws Exception {
        begin.on(run);
    }

    void end(TroubledRun run) throws Exception {
        end.on(run);
    }

    List<Fault> faults() {
        return faults;
    }

    /** Whether each trade that the exchange makes reaches a client that takes it. */
    boolean losesNothing() {
        return switch (this) {
            case KILLED, STOPPED, CHECKPOINT_DAMAGED, CLOCK_AHEAD, OUTAGE, SOCKET_SILENT -> false;
            default -> true;
        };
    }
}
