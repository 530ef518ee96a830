package dev.candlewick.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the tape into the exchange on its own thread, with the faults of the script in between. */
final class TapePlayer implements Runnable, Stage {

    private static final Logger LOG = LoggerFactory.getLogger(TapePlayer.class);
    private static final int BUFFERED_HIGH = 256;
    private static final int BUFFERED_LOW = 64;
    private static final long DRAIN_POLL_NANOS = 50_000;

    private final List<Replay.Stretch> stretches;
    private final Exchange exchange;
    private final SentimentIndex sentiment;
    private final Switches switches;
    private final Counters counters;
    private final Connections connections;
    private final PlayerSettings settings;
    private final Pace pace;
    private final Damage damage;
    private final List<Script.Cue> cues;
    private final Queue<Fault> injected = new ConcurrentLinkedQueue<>();
    private FrameShift shift;
    private List<TapeFrame> frames = List.of();
    private int position;

    TapePlayer(
            PlayerSettings settings,
            Exchange exchange,
            SentimentIndex sentiment,
            Switches switches,
            Counters counters,
            Connections connections) {
        this.settings = settings;
        this.stretches = Replay.of(settings.tape().frames());
        this.exchange = exchange;
        this.sentiment = sentiment;
        this.switches = switches;
        this.counters = counters;
        this.connections = connections;
        this.pace = new Pace(settings.speed());
        this.damage = new Damage(settings.seed());
        this.cues = new ArrayList<>(settings.script().cues());
        this.shift = new FrameShift(0, settings.roundMillis());
    }

    /** From any thread. */
    void inject(Fault fault) {
        injected.add(fault);
    }

    /** Before any client can connect. */
    void prepare() throws InterruptedException {
        exchange.applyUnheard(stretches.get(0).snapshots());
        runFaults(Long.MIN_VALUE, -1);
    }

    @Override
    public void run() {
        try {
            exchange.awaitClients();
            playRound(stretches.get(0).live());
            for (int round = 1; settings.loop(); round++) {
                shift = new FrameShift(round, settings.roundMillis());
                playRound(stretches.get(0).all());
            }
            // Who lost its connection at the very end still gets what it missed.
            exchange.awaitClients();
            awaitBuffered(0);
            connections.tapeEnded(null);
        } catch (InterruptedException e) {
            LOG.debug("Stopped before the end of the tape");
        } catch (RuntimeException e) {
            LOG.error("The tape cannot be played to its end", e);
            connections.tapeEnded(e);
        }
    }

    private void playRound(List<TapeFrame> firstStretch) throws InterruptedException {
        pace.restart();
        play(firstStretch);
        for (Replay.Stretch stretch : stretches.subList(1, stretches.size())) {
            LOG.info("The recorder lost its connection here; all clients are disconnected");
            List<TapeFrame> snapshots = shift.shift(stretch.snapshots());
            connections.breakAll(
                    exchange.drop(session -> true, () -> exchange.applyUnheard(snapshots)));
            // The outage itself is not played: what was traded in it is known once all are back.
            exchange.awaitClients();
            pace.restart();
            play(stretch.live());
        }
    }

    private void play(List<TapeFrame> stretch) throws InterruptedException {
        frames = stretch;
        position = 0;
        while (position < frames.size()) {
            TapeFrame frame = shift.shift(frames.get(position));
            if (!runFaults(frame.receivedNanos(), counters.framesPlayed())) {
                playFrame(frame);
                position++;
            }
        }
    }

    private void playFrame(TapeFrame frame) throws InterruptedException {
        do {
            if (exchange.awaitClients()) {
                pace.restart();
            }
            pace.await(frame.receivedNanos());
        } while (!exchange.deliver(frame, this::texts));
        counters.played();
        if (exchange.buffered() > BUFFERED_HIGH) {
            awaitBuffered(BUFFERED_LOW);
        }
    }

    /** The WebSocket library queues without bound: a slow reader has to slow the tape down. */
    private void awaitBuffered(int frames) throws InterruptedException {
        while (exchange.buffered() > frames) {
            Pace.sleepUntil(System.nanoTime() + DRAIN_POLL_NANOS);
        }
    }

    private List<String> texts(String text) {
        if (Switches.take(switches.framesToDamage)) {
            return List.of(damage.of(text), text);
        }
        return Switches.take(switches.framesToRepeat) ? List.of(text, text) : List.of(text);
    }

    /** Returns whether any fault happened. */
    private boolean runFaults(long nextFrameNanos, long played) throws InterruptedException {
        boolean any = false;
        for (Script.Cue cue : List.copyOf(cues)) {
            if (cue.isDueBefore(nextFrameNanos, played)) {
                if (cue.isTimed()) {
                    pace.awaitWithin(cue.tapeNanos());
                }
                cues.remove(cue);
                run(cue.fault());
                any = true;
            }
        }
        for (Fault fault = injected.poll(); fault != null; fault = injected.poll()) {
            run(fault);
            any = true;
        }
        return any;
    }

    private void run(Fault fault) throws InterruptedException {
        LOG.info("Fault: {}", fault);
        fault.run(this);
    }

    @Override
    public void drop(Predicate<Session> which) {
        connections.breakAll(exchange.drop(which, () -> {}));
    }

    @Override
    public void outage(Duration tapeTime) {
        connections.breakAll(exchange.drop(session -> true, () -> skip(tapeTime.toNanos())));
    }

    private void skip(long nanos) {
        long until = Long.MAX_VALUE;
        while (position < frames.size()) {
            TapeFrame frame = shift.shift(frames.get(position));
            if (frame.receivedNanos() >= until) {
                return;
            }
            until = Math.min(until, frame.receivedNanos() + nanos);
            exchange.market().apply(frame);
            counters.played();
            position++;
        }
    }

    @Override
    public void stall(Session.Voice voice, Duration duration) {
        exchange.mute(voice, duration.toNanos());
    }

    @Override
    public void broadcast(String text) {
        exchange.broadcast(text);
    }

    @Override
    public void closeHttp(Duration duration) {
        connections.closeHttp(duration);
    }

    @Override
    public SentimentIndex sentiment() {
        return sentiment;
    }

    @Override
    public Switches switches() {
        return switches;
    }
}
