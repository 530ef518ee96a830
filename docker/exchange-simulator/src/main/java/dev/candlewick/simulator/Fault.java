package dev.candlewick.simulator;

import java.time.Duration;

/**
 * Something that goes wrong at a point of a {@link Script}. Durations are wall-clock time, whatever
 * the speed, unless said otherwise. Those of the info endpoint are in {@link InfoFault}, those of
 * the sentiment index in {@link SentimentFault}.
 */
public final class Fault {

    /** What a fault does to the simulator; runs on the player's thread, between two frames. */
    @FunctionalInterface
    interface Action {
        void on(Stage stage) throws InterruptedException;
    }

    private final String name;
    private final Action action;

    Fault(String name, Action action) {
        this.name = name;
        this.action = action;
    }

    /**
     * Breaks every connection without a close frame. The tape waits, so the resend overlaps and
     * nothing is lost.
     */
    public static Fault dropAll() {
        return new Fault("drop all", stage -> stage.drop(session -> true));
    }

    /** Breaks one connection; they are numbered from 1 in the order they were accepted. */
    public static Fault drop(int connection) {
        return new Fault(
                "drop connection " + connection,
                stage -> stage.drop(session -> session.number() == connection));
    }

    /** Breaks every connection and lets the market trade on unheard for this long in tape time. */
    public static Fault outage(Duration tapeTime) {
        return new Fault("outage of " + tapeTime, stage -> stage.outage(tapeTime));
    }

    /**
     * The connections stay open and carry pongs only, until the time is over or all they carried
     * has been subscribed on other connections.
     */
    public static Fault stall(Duration duration) {
        return new Fault("stall", stage -> stage.stall(Session.Voice.PONGS, duration));
    }

    /** As {@link #stall}, without even pongs. */
    public static Fault stallWithoutPongs(Duration duration) {
        return new Fault(
                "stall without pongs", stage -> stage.stall(Session.Voice.NOTHING, duration));
    }

    /** Sends this text to every client, whatever it is. */
    public static Fault send(String text) {
        return new Fault("send garbage", stage -> stage.broadcast(text));
    }

    /** Sends a damaged copy, which is never valid JSON, before each of the next frames. */
    public static Fault damage(int frames) {
        return new Fault("damage", stage -> stage.switches().framesToDamage.addAndGet(frames));
    }

    /** Sends each of the next frames twice. */
    public static Fault repeat(int frames) {
        return new Fault("repeat", stage -> stage.switches().framesToRepeat.addAndGet(frames));
    }

    /** Sends nothing for a while and then, at a limited speed, catches up in a burst. */
    public static Fault delay(Duration duration) {
        return new Fault("delay", stage -> Pace.sleepUntil(System.nanoTime() + duration.toNanos()));
    }

    /** Answers the next WebSocket handshakes with an HTTP error. */
    public static Fault refuseHandshakes(int count) {
        return new Fault(
                "refuse handshakes", stage -> stage.switches().handshakesToRefuse.addAndGet(count));
    }

    /** Answers WebSocket handshakes with an HTTP error for a while. */
    public static Fault refuseHandshakes(Duration duration) {
        return new Fault(
                "refuse handshakes", stage -> stage.switches().refuseHandshakesFor(duration));
    }

    /** Lets the next subscribes take effect without acknowledging them. */
    public static Fault withholdAcks(int count) {
        return new Fault(
                "withhold acks", stage -> stage.switches().acksToWithhold.addAndGet(count));
    }

    void run(Stage stage) throws InterruptedException {
        action.on(stage);
    }

    @Override
    public String toString() {
        return name;
    }
}
