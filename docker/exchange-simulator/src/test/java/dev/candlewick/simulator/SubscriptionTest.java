package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client is told when it asks for streams; the tape itself never starts here. */
class SubscriptionTest {

    private ExchangeSimulator exchange;
    private TestClient client;

    @BeforeEach
    void connect() throws InterruptedException {
        Tape tape =
                Tape.builder()
                        .trades(TestTapes.at(40), TestTapes.tradeArray("BTC", 1, 40))
                        .trades(TestTapes.at(41), TestTapes.trade("ETH", 41))
                        .frame(TestTapes.at(40), TestTapes.l2Book("BTC", 40))
                        .build();
        exchange =
                ExchangeSimulator.builder()
                        .tape(tape)
                        .maxSpeed()
                        .extraCoins("DOGE")
                        .startWhenSubscribed("trades", "NEVER")
                        .build()
                        .start();
        client = TestClient.connect(exchange);
    }

    @AfterEach
    void close() {
        client.close();
        exchange.close();
    }

    @Test
    void acknowledgesBeforeTheNewestTrades() throws Exception {
        client.subscribe("trades", "ETH").await(text -> text.contains("\"tid\":41"));
        assertThat(client.received())
                .first()
                .isEqualTo(
                        "{\"channel\":\"subscriptionResponse\",\"data\":{\"method\":\"subscribe\","
                                + "\"subscription\":{\"type\":\"trades\",\"coin\":\"ETH\"}}}");
        assertThat(client.received()).hasSize(2);
    }

    @Test
    void sendsTheNewestTradesOldestFirst() throws Exception {
        client.subscribe("trades", "BTC").await(text -> text.contains("\"tid\":40"));
        // The tape's first frame of a coin is never cut short, so here it is all of its 40.
        assertThat(client.tids("BTC")).isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void normalisesABookSubscription() throws Exception {
        client.send(
                "{\"subscription\":{\"coin\":\"BTC\",\"type\":\"l2Book\"},\"method\":\"subscribe\"}");
        client.await(text -> text.contains("\"levels\""));
        assertThat(client.received().get(0))
                .contains(
                        "{\"type\":\"l2Book\",\"coin\":\"BTC\",\"nSigFigs\":null,"
                                + "\"mantissa\":null,\"fast\":false}");
        assertThat(client.received().get(1)).isEqualTo(TestTapes.l2Book("BTC", 40));
    }

    @Test
    void reordersTheKeysOfACandleSubscription() throws Exception {
        client.send(
                "{\"method\":\"subscribe\",\"subscription\":"
                        + "{\"type\":\"candle\",\"coin\":\"BTC\",\"interval\":\"1m\"}}");
        client.await(
                text ->
                        text.contains(
                                "{\"type\":\"candle\",\"interval\":\"1m\",\"coin\":\"BTC\"}"));
    }

    @Test
    void staysSilentOnWhatTheTapeDoesNotHold() throws Exception {
        client.subscribe("trades", "DOGE").subscribe("bbo", "BTC");
        client.send("{\"method\":\"ping\"}");
        client.await(text -> text.equals("{\"channel\":\"pong\"}"));
        assertThat(client.received())
                .hasSize(3)
                .allMatch(text -> text.contains("subscriptionResponse") || text.contains("pong"));
    }

    @Test
    void complainsAboutASecondSubscribe() throws Exception {
        client.subscribe("bbo", "BTC", "BTC");
        assertThat(client.await(text -> text.contains("error")))
                .isEqualTo(
                        error(
                                "Already subscribed: {\\\"type\\\":\\\"bbo\\\",\\\"coin\\\":\\\"BTC\\\"}"));
    }

    @Test
    void complainsAboutAnUnsubscribeOfNothing() throws Exception {
        client.send(TestClient.request("unsubscribe", "trades", "ETH"));
        assertThat(client.await(text -> text.contains("error")))
                .isEqualTo(
                        error(
                                "Already unsubscribed: {\\\"type\\\":\\\"trades\\\",\\\"coin\\\":\\\"ETH\\\"}"));
    }

    @Test
    void acknowledgesAnUnsubscribe() throws Exception {
        client.subscribe("bbo", "BTC").send(TestClient.request("unsubscribe", "bbo", "BTC"));
        client.await(text -> text.contains("\"method\":\"unsubscribe\""));
        assertThat(exchange.subscriptions()).isZero();
    }

    @Test
    void complainsAboutAnIllegalParameter() throws Exception {
        client.send(
                "{\"method\":\"subscribe\",\"subscription\":"
                        + "{\"type\":\"candle\",\"coin\":\"BTC\",\"interval\":\"7m\"}}");
        client.await(
                text ->
                        text.startsWith(
                                "{\"channel\":\"error\",\"data\":\"Invalid subscription {"));
    }

    @Test
    void repeatsWhatItCannotParse() throws Exception {
        List<String> unparsable =
                List.of(
                        "no json",
                        "{\"method\":\"dance\"}",
                        "{\"method\":\"subscribe\",\"subscription\":{\"type\":\"noSuchType\"}}",
                        "{\"method\":\"subscribe\",\"subscription\":{\"type\":\"trades\"}}",
                        "{\"method\":\"subscribe\",\"subscription\":{\"type\":\"bbo\",\"coin\":[\"BTC\"]}}");
        for (String text : unparsable) {
            client.send(text);
            String expected = "Error parsing JSON into valid websocket request: " + text;
            client.await(reply -> reply.equals(error(expected.replace("\"", "\\\""))));
        }
    }

    @Test
    void breaksTheConnectionOnAnUnknownCoin() throws Exception {
        client.subscribe("trades", "btc");
        assertThat(client.awaitClosed()).isEqualTo(1006);
        assertThat(client.received()).isEmpty();
        assertThat(exchange.counters().drops()).isEqualTo(1);
    }

    @Test
    void answersInfoRequestsOverTheSocket() throws Exception {
        client.send(
                "{\"method\":\"post\",\"id\":7,\"request\":{\"type\":\"info\",\"payload\":"
                        + "{\"type\":\"l2Book\",\"coin\":\"BTC\"}}}");
        assertThat(client.await(text -> text.contains("\"post\"")))
                .startsWith(
                        "{\"channel\":\"post\",\"data\":{\"id\":7,\"response\":{\"type\":\"info\","
                                + "\"payload\":{\"type\":\"l2Book\",\"data\":{\"coin\":\"BTC\"");
    }

    private static String error(String text) {
        return "{\"channel\":\"error\",\"data\":\"" + text + "\"}";
    }
}
