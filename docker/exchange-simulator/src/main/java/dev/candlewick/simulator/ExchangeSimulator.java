package dev.candlewick.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;

/**
 * A Hyperliquid-shaped exchange on the loopback interface that plays a tape.
 *
 * <pre>{@code
 * try (ExchangeSimulator exchange =
 *         ExchangeSimulator.builder().tape(Tape.recorded()).maxSpeed().build().start()) {
 *     connectTo(exchange.url());
 *     exchange.awaitEnd(Duration.ofMinutes(1));
 * }
 * }</pre>
 *
 * <p>Whatever the speed and however many connections the clients use, a client that reads every
 * connection to its end and subscribes again receives each trade of the tape: the tape waits for it
 * (see {@link SimulatorBuilder#resubscribeTimeout}).
 */
public final class ExchangeSimulator implements AutoCloseable {

    private static final String END_OF_TAPE = "end of tape";
    private static final long JOIN_MILLIS = 5_000;

    private final Tape tape;
    private final ServerSettings settings;
    private final Counters counters = new Counters();
    private final Switches switches;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "simulator-timer"));
    private final Breaker breaker = new Breaker(timer, counters);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Exchange exchange;
    private final SessionDrops drops;
    private final HttpEndpoint http;
    private final ClientProtocol protocol;
    private final TapePlayer player;
    private final Thread playerThread;
    private final WebSocketEndpoint webSocket;
    private volatile RuntimeException failure;

    ExchangeSimulator(PlayerSettings play, ServerSettings settings) {
        this.tape = play.tape();
        this.settings = settings;
        this.exchange =
                new Exchange(
                        new Sessions(
                                settings.heldChannels(),
                                settings.holdUnsubscribed(),
                                settings.resubscribeTimeout().toNanos()),
                        counters,
                        settings.sizeDecimals().keySet(),
                        play.tape().streams());
        this.drops = new SessionDrops(exchange, breaker, settings);
        this.switches = new Switches(new RateLimit(settings.maxWeight(), settings.rateWindow()));
        switches.listings.set(settings.listings());
        InfoService info = new InfoService(exchange, settings.sizeDecimals(), switches);
        this.protocol =
                new ClientProtocol(
                        exchange,
                        new SubscriptionParser(settings.sizeDecimals().keySet()),
                        info,
                        switches,
                        counters,
                        drops::reject);
        SentimentIndex sentiment = new SentimentIndex(settings.sentiment());
        this.player =
                new TapePlayer(
                        play, exchange, sentiment, switches, counters, new PlayerConnections());
        this.playerThread = new Thread(player, "simulator-tape");
        this.webSocket = new WebSocketEndpoint(settings.host(), settings.port(), new Sockets());
        try {
            this.http = new HttpEndpoint(settings.host(), settings.restPort());
        } catch (IllegalStateException e) {
            webSocket.unbind();
            throw e;
        }
        http.serve(InfoEndpoint.PATH, new InfoEndpoint(info, switches, counters)::answer);
        http.serve(
                SentimentEndpoint.PATH,
                new SentimentEndpoint(sentiment, exchange, switches, counters)::answer);
    }

    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /**
     * Listens from the return of this call on. Throws IllegalStateException when a port is taken.
     */
    public ExchangeSimulator start() throws InterruptedException {
        exchange.holdForStart(settings.start());
        // Before the faults of the start, one of which may close HTTP.
        http.open();
        player.prepare();
        webSocket.open();
        long period = Math.max(5, settings.idleTimeout().toMillis() / 20);
        breaker.every(drops::dropSilent, period);
        playerThread.start();
        return this;
    }

    /** {@code ws://127.0.0.1:port/ws}. */
    public URI url() {
        return URI.create(
                "ws://" + settings.host() + ":" + webSocket.getPort() + WebSocketEndpoint.PATH);
    }

    /** {@code http://127.0.0.1:port}; {@code /info} is appended. */
    public URI restUrl() {
        return URI.create("http://" + settings.host() + ":" + http.port());
    }

    /** {@code http://127.0.0.1:port/fng/}, where Alternative.me's index is. */
    public URI sentimentUrl() {
        return restUrl().resolve(SentimentEndpoint.PATH);
    }

    public Tape tape() {
        return tape;
    }

    /** What was asked over HTTP, by weight. */
    public RateLimit rateLimit() {
        return switches.rateLimit;
    }

    public Counters counters() {
        return counters;
    }

    /** Trades that are not on the tape, now: one frame of trades of one coin. */
    public void publish(TapeTrade... trades) {
        long newest = Arrays.stream(trades).mapToLong(TapeTrade::time).max().orElseThrow();
        exchange.publish(
                TapeFrame.ofTrades(TimeUnit.MILLISECONDS.toNanos(newest), List.of(trades)));
    }

    /** Lets a fault happen now, between two frames, besides those of the script. */
    public void inject(Fault fault) {
        player.inject(fault);
    }

    /** Subscriptions that stand now, all clients together. */
    public int subscriptions() {
        return exchange.locked(
                () -> exchange.sessions().stream().mapToInt(Session::subscriptionCount).sum());
    }

    /** Connections that are open now. */
    public int openConnections() {
        return exchange.sessions().size();
    }

    /** Waits until the last frame has been written to all clients; false when that took longer. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        boolean done = ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (failure != null) {
            throw new IllegalStateException("the tape could not be played", failure);
        }
        return done;
    }

    /**
     * After the end of the tape: waits until the clients have answered the close; false when that
     * took longer.
     */
    boolean awaitGoodbyes(Duration atMost) throws InterruptedException {
        return exchange.awaitNobody(atMost.toNanos());
    }

    @Override
    public void close() {
        playerThread.interrupt();
        try {
            webSocket.shut();
            http.shut();
            timer.shutdownNow();
            playerThread.join(JOIN_MILLIS);
            timer.awaitTermination(JOIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayGoodbye(WebSocket socket) {
        breaker.later(() -> breaker.sayGoodbye(socket, END_OF_TAPE), 0);
    }

    /** What the player asks for. */
    private final class PlayerConnections implements Connections {

        @Override
        public void breakAll(List<Session> sessions) {
            sessions.forEach(breaker::breakUp);
        }

        @Override
        public void closeHttp(Duration duration) {
            http.close();
            breaker.later(http::reopen, duration.toMillis());
        }

        @Override
        public void tapeEnded(RuntimeException cause) {
            failure = cause;
            ended.countDown();
            if (!settings.stayOpen()) {
                exchange.sessions().stream()
                        .filter(session -> !session.dropped())
                        .forEach(session -> sayGoodbye(session.socket()));
            }
        }
    }

    /** What the clients do. */
    private final class Sockets implements WebSocketEndpoint.Listener {

        @Override
        public Session opened(WebSocket socket) {
            Session session = exchange.connect(socket);
            if (ended.getCount() == 0 && !settings.stayOpen()) {
                sayGoodbye(socket);
            }
            return session;
        }

        @Override
        public void received(Session session, String text) {
            protocol.receive(session, text);
        }

        @Override
        public void closed(Session session) {
            exchange.disconnected(session);
        }

        @Override
        public boolean refusesHandshake() {
            return switches.refusesHandshake();
        }
    }
}
