package dev.candlewick.simulator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Breaks the connections of clients that the exchange rejects, or that stay idle for too long. */
final class SessionDrops {

    private static final Logger LOG = LoggerFactory.getLogger(SessionDrops.class);

    private final Exchange exchange;
    private final Breaker breaker;
    private final ServerSettings settings;

    SessionDrops(Exchange exchange, Breaker breaker, ServerSettings settings) {
        this.exchange = exchange;
        this.breaker = breaker;
        this.settings = settings;
    }

    void reject(Session session) {
        breaker.later(() -> drop(session), settings.rejectDelay().toMillis());
    }

    void dropSilent() {
        for (Session session : exchange.silentFor(settings.idleTimeout().toNanos())) {
            LOG.info(
                    "Connection {} was idle for {} and is closed",
                    session.number(),
                    settings.idleTimeout());
            drop(session);
        }
    }

    private void drop(Session session) {
        exchange.drop(other -> other == session, () -> {}).forEach(breaker::breakUp);
    }
}
