package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers what clients send, in the words of the exchange. */
final class ClientProtocol {

    private static final String UNPARSABLE = "Error parsing JSON into valid websocket request: ";

    private final Exchange exchange;
    private final SubscriptionParser parser;
    private final InfoService info;
    private final Switches switches;
    private final Counters counters;
    private final Consumer<Session> reject;

    /**
     * @param reject breaks, a little later, the connection of a client that asked for something
     *     fatal
     */
    ClientProtocol(
            Exchange exchange,
            SubscriptionParser parser,
            InfoService info,
            Switches switches,
            Counters counters,
            Consumer<Session> reject) {
        this.exchange = exchange;
        this.parser = parser;
        this.info = info;
        this.switches = switches;
        this.counters = counters;
        this.reject = reject;
    }

    void receive(Session session, String text) {
        counters.received(session.number(), text);
        boolean fatal = exchange.locked(() -> answer(session, text));
        if (fatal) {
            reject.accept(session);
        }
    }

    /** Returns whether the request is answered by breaking the connection. */
    private boolean answer(Session session, String text) {
        JsonNode request = Json.parse(text);
        switch (request.path("method").asText("")) {
            case "ping" -> session.sendPong("{\"channel\":\"pong\"}");
            case "subscribe", "unsubscribe" -> {
                return !session.muted() && subscription(session, request, text);
            }
            case "post" -> post(session, request, text);
            default -> error(session, UNPARSABLE + text);
        }
        return false;
    }

    private boolean subscription(Session session, JsonNode request, String text) {
        JsonNode asked = request.path("subscription");
        Optional<Subscription> subscription;
        try {
            subscription = parser.parse(asked);
        } catch (SubscriptionParser.InvalidSubscription e) {
            error(session, "Invalid subscription " + asked);
            return false;
        }
        if (subscription.isEmpty()) {
            error(session, UNPARSABLE + text);
        } else if (request.path("method").asText().equals("unsubscribe")) {
            unsubscribe(session, subscription.get());
        } else if (subscription.get().fatal()) {
            exchange.condemn(session);
            return true;
        } else {
            subscribe(session, subscription.get());
        }
        return false;
    }

    private void subscribe(Session session, Subscription subscription) {
        if (!session.subscribe(subscription)) {
            error(session, "Already subscribed: " + subscription.json());
            return;
        }
        if (!Switches.take(switches.acksToWithhold)) {
            acknowledge(session, "subscribe", subscription);
        }
        exchange.snapshot(subscription.stream())
                .ifPresent(snapshot -> sendSnapshot(session, subscription.stream(), snapshot));
    }

    private void sendSnapshot(Session session, StreamKey stream, String snapshot) {
        if (session.send(snapshot)) {
            int trades =
                    stream.isTrades() ? exchange.market().newestTrades(stream.coin()).size() : 0;
            counters.sent(stream.type(), trades);
        }
    }

    private void unsubscribe(Session session, Subscription subscription) {
        if (exchange.unsubscribe(session, subscription)) {
            acknowledge(session, "unsubscribe", subscription);
        } else {
            error(session, "Already unsubscribed: " + subscription.json());
        }
    }

    private void acknowledge(Session session, String method, Subscription subscription) {
        session.send(
                "{\"channel\":\"subscriptionResponse\",\"data\":{\"method\":\"%s\",\"subscription\":%s}}"
                        .formatted(method, subscription.json()));
    }

    private void post(Session session, JsonNode request, String text) {
        JsonNode id = request.path("id");
        JsonNode payload = request.path("request").path("payload");
        if (!id.isIntegralNumber() || !payload.isObject()) {
            error(session, UNPARSABLE + text);
            return;
        }
        InfoService.Answer answer = info.answer(payload);
        String response =
                answer.status() == 200
                        ? "{\"type\":\"info\",\"payload\":{\"type\":%s,\"data\":%s}}"
                                .formatted(payload.path("type"), answer.body())
                        : "{\"type\":\"error\",\"payload\":%s}"
                                .formatted(Json.quote(answer.body()));
        session.send(
                "{\"channel\":\"post\",\"data\":{\"id\":%s,\"response\":%s}}"
                        .formatted(id, response));
    }

    private static void error(Session session, String message) {
        session.send("{\"channel\":\"error\",\"data\":%s}".formatted(Json.quote(message)));
    }
}
