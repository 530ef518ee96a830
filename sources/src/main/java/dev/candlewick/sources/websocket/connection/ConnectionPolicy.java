package dev.candlewick.sources.websocket.connection;

import dev.candlewick.sources.net.Backoff;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a connection is kept alive, and when it is given up for a new one.
 *
 * @param connectTimeout for the TCP connection, and again for the handshakes on it
 * @param pingInterval also how closely event time follows through silence
 * @param pongDeadline a ping unanswered for so long ends the connection
 * @param ackTimeout a subscription unacknowledged for so long is sent once more, then the
 *     connection is ended
 * @param bookFreshness a book that was sent and then stops for so long ends the connection; one
 *     that was never sent is subscribed again
 * @param tradeFreshness trades silent for so long are subscribed again, if the coin has no book to
 *     distinguish a quiet market from a dead stream
 * @param quarantine how long a coin that closes connections is left out at first; the time doubles
 *     with each relapse
 */
public record ConnectionPolicy(
        Duration connectTimeout,
        Backoff reconnect,
        Duration pingInterval,
        Duration pongDeadline,
        Duration ackTimeout,
        Duration bookFreshness,
        Duration tradeFreshness,
        Duration quarantine)
        implements Serializable {

    public static final ConnectionPolicy DEFAULT =
            new ConnectionPolicy(
                    Duration.ofSeconds(10),
                    new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), 0.5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(20),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(10));

    public ConnectionPolicy {
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("pingInterval", pingInterval);
        requirePositive("pongDeadline", pongDeadline);
        requirePositive("ackTimeout", ackTimeout);
        requirePositive("bookFreshness", bookFreshness);
        requirePositive("tradeFreshness", tradeFreshness);
        requirePositive("quarantine", quarantine);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be above 0, but is " + duration);
        }
    }

    public ConnectionPolicy withFreshness(Duration book, Duration trades) {
        return new ConnectionPolicy(
                connectTimeout,
                reconnect,
                pingInterval,
                pongDeadline,
                ackTimeout,
                book,
                trades,
                quarantine);
    }

    /** What pings take of the messages that the exchange allows. */
    public int mostPingsPerMinute() {
        return (int) (Duration.ofMinutes(1).toMillis() / pingInterval.toMillis()) + 1;
    }
}
