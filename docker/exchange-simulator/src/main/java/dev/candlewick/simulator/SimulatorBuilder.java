package dev.candlewick.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Settings of an {@link ExchangeSimulator}; every one has a default but the tape. */
public final class SimulatorBuilder {

    /** Decimals that the real exchange lists, where few trades may not show them. */
    private static final Map<String, Integer> LISTED = Map.of("BTC", 5, "ETH", 4, "SOL", 2);

    private Tape tape;
    private double speed = 1;
    private boolean loop;
    private boolean stayOpen;
    private Script script = Script.none();
    private long seed = 1;
    private String host = "127.0.0.1";
    private int port;
    private int restPort;
    private Set<String> extraCoins = Set.of();
    private Listings listings;
    private int maxWeight = Integer.MAX_VALUE;
    private Duration rateWindow = Duration.ofMinutes(1);
    private SentimentHistory sentiment;
    private Map<StreamKey, Integer> start;
    private Set<String> heldChannels = Set.of(StreamKey.TRADES);
    private boolean holdUnsubscribed;
    private Duration resubscribeTimeout = Duration.ofMinutes(1);
    private Duration idleTimeout = Duration.ofMinutes(1);
    private Duration rejectDelay = Duration.ofMillis(100);

    SimulatorBuilder() {}

    public SimulatorBuilder tape(Tape newTape) {
        tape = newTape;
        return this;
    }

    /** Times the recorded speed. */
    public SimulatorBuilder speed(double times) {
        if (!(times > 0)) {
            throw new IllegalArgumentException("speed must be above 0, was " + times);
        }
        speed = times;
        return this;
    }

    /** As fast as the slowest client reads. */
    public SimulatorBuilder maxSpeed() {
        return speed(Double.POSITIVE_INFINITY);
    }

    /**
     * Play the tape again and again, each round later by the same whole number of hours and with
     * new trade ids. Otherwise clients get a close with code 1000 and the reason {@code end of
     * tape}.
     */
    public SimulatorBuilder loop(boolean newLoop) {
        loop = newLoop;
        return this;
    }

    /** At the end of the tape keep the connections open and silent. */
    public SimulatorBuilder stayOpen() {
        stayOpen = true;
        return this;
    }

    public SimulatorBuilder script(Script newScript) {
        script = newScript;
        return this;
    }

    /** Of what is random in faults. */
    public SimulatorBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * Address to listen on; {@code 127.0.0.1} by default, so that no other machine can reach it.
     */
    public SimulatorBuilder host(String newHost) {
        host = newHost;
        return this;
    }

    /** 0, the default, picks a free one. */
    public SimulatorBuilder port(int newPort) {
        port = newPort;
        return this;
    }

    /** Port of the HTTP server; 0, the default, picks a free one. */
    public SimulatorBuilder restPort(int newPort) {
        restPort = newPort;
        return this;
    }

    /** Coins that are known besides those of the tape: they can be subscribed and stay silent. */
    public SimulatorBuilder extraCoins(String... coins) {
        extraCoins = Set.of(coins);
        return this;
    }

    /**
     * What the exchange lists. Assets that do not trade on the tape are known and silent, and have
     * candles that are made up. Without it, the coins of the tape are listed.
     */
    public SimulatorBuilder listings(Listings newListings) {
        listings = newListings;
        return this;
    }

    /** What all clients together may ask within a minute over HTTP; unlimited by default. */
    public SimulatorBuilder maxWeightPerMinute(int weight) {
        return maxWeight(weight, Duration.ofMinutes(1));
    }

    /** The same for another window than the minute of the real exchange. */
    public SimulatorBuilder maxWeight(int weight, Duration window) {
        maxWeight = weight;
        rateWindow = window;
        return this;
    }

    /**
     * An answer of {@code https://api.alternative.me/fng/}, newest reading first, to serve all of,
     * whatever the tape's position. By default the 91 days up to the day of the recorded tape.
     */
    public SimulatorBuilder sentimentHistory(Path file) throws IOException {
        sentiment = SentimentHistory.read(file);
        return this;
    }

    /** As {@link #sentimentHistory(Path)}. */
    public SimulatorBuilder sentimentHistory(InputStream answer) throws IOException {
        sentiment = SentimentHistory.read(answer);
        return this;
    }

    /**
     * The tape starts when these streams have been subscribed, over however many connections; may
     * be called for several channels. By default it waits for the trades of every coin that trades
     * on the tape.
     */
    public SimulatorBuilder startWhenSubscribed(String channel, String... coins) {
        start = start == null ? new HashMap<>() : start;
        for (String coin : coins) {
            start.put(new StreamKey(channel, coin, ""), 1);
        }
        return this;
    }

    /** The tape starts with the simulator. */
    public SimulatorBuilder startAtOnce() {
        start = new HashMap<>();
        return this;
    }

    /**
     * After a lost connection the tape waits until what had been subscribed on these channels is
     * subscribed again; by default {@code trades}.
     */
    public SimulatorBuilder holdFor(String... channels) {
        heldChannels = Set.of(channels);
        return this;
    }

    /**
     * The tape also waits for what a client unsubscribes, until it is subscribed again: at full
     * speed more is traded in between than is sent again.
     */
    public SimulatorBuilder holdUnsubscribed() {
        holdUnsubscribed = true;
        return this;
    }

    /**
     * How long the tape waits for lost subscriptions, whichever side broke the connection; zero
     * never waits.
     */
    public SimulatorBuilder resubscribeTimeout(Duration timeout) {
        resubscribeTimeout = timeout;
        return this;
    }

    /** A client that the server has sent nothing for this long is dropped. */
    public SimulatorBuilder idleTimeout(Duration timeout) {
        idleTimeout = timeout;
        return this;
    }

    /** How long after a subscribe to an unknown coin the connection is dropped. */
    public SimulatorBuilder rejectDelay(Duration delay) {
        rejectDelay = delay;
        return this;
    }

    /** Takes the ports. Throws IllegalStateException when one is in use. */
    public ExchangeSimulator build() {
        if (tape == null) {
            throw new IllegalStateException(
                    "a simulator needs a tape, for example Tape.recorded()");
        }
        return new ExchangeSimulator(
                new PlayerSettings(tape, speed, loop, script, seed),
                new ServerSettings(
                        host,
                        port,
                        restPort,
                        sizeDecimals(),
                        listings,
                        maxWeight,
                        rateWindow,
                        sentiment == null ? SentimentHistory.recorded() : sentiment,
                        start == null ? allTrades() : Map.copyOf(start),
                        heldChannels,
                        holdUnsubscribed,
                        resubscribeTimeout,
                        idleTimeout,
                        rejectDelay,
                        stayOpen));
    }

    private Map<StreamKey, Integer> allTrades() {
        Map<StreamKey, Integer> trades = new HashMap<>();
        tape.tradedCoins().forEach(coin -> trades.put(StreamKey.trades(coin), 1));
        return trades;
    }

    private Map<String, Integer> sizeDecimals() {
        Map<String, Integer> decimals = new LinkedHashMap<>();
        tape.coins().forEach(coin -> decimals.put(coin, 0));
        extraCoins.forEach(coin -> decimals.put(coin, 0));
        if (listings != null) {
            decimals.putAll(listings.sizeDecimals());
        }
        tape.trades().forEach(t -> decimals.merge(t.coin(), t.sizeDecimals(), Math::max));
        decimals.replaceAll((coin, seen) -> Math.max(seen, LISTED.getOrDefault(coin, 0)));
        return decimals;
    }
}
