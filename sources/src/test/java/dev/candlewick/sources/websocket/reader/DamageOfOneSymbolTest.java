package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused trades of one symbol, on a connection that carries another one too. */
@Timeout(60)
class DamageOfOneSymbolTest extends PlayedFeedFixture {

    private static final long MICROS = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {"\"px\":\"-1\"", "\"px\":true", "\"time\":1"})
    void aFrameThatNamesItsSymbolIsAGapOfNoOther(String damage) {
        subscribeBoth();
        feed.takeEvents();
        String frame = Wire.trades("ETH", NOW + 100, 21);
        String field = damage.substring(0, damage.indexOf(':') + 1);
        feed.transport.peer().say(frame.replaceFirst(field + "(\"[^\"]*\"|\\d+)", damage));
        feed.transport.peer().say(Wire.trades("BTC", NOW + 200, 3));
        feed.round();

        List<FeedEvent> events = feed.takeEvents();
        assertThat(eventsOfKind(events, Kind.REJECTED)).hasSize(1);
        assertThat(eventsOfKind(events, Kind.GAP))
                .extracting(FeedEvent::symbol)
                .containsExactly("ETH");
        assertThat(eventsOfKind(events, Kind.TRADE))
                .extracting(FeedEvent::symbol)
                .containsExactly("BTC");
    }

    @Test
    void tradesUnderANameThatCannotBeUsedAreAGapOfNoOther() {
        subscribeBoth();
        feed.takeEvents();
        feed.transport.peer().say(Wire.trades("\u65E5\u672C\uD83D\uDCA5", NOW + 100, 21));
        feed.round();

        List<FeedEvent> events = feed.takeEvents();
        assertThat(eventsOfKind(events, Kind.REJECTED)).hasSize(1);
        assertThat(eventsOfKind(events, Kind.GAP)).isEmpty();
    }

    @Test
    void aNameThatMayBeOneOfTheirsBecauseItWasDamagedIsAGapOfAll() {
        subscribeBoth();
        feed.takeEvents();
        feed.transport.peer().say(Wire.trades("B\\u0000C", NOW + 100, 21));
        feed.round();

        assertThat(eventsOfKind(feed.takeEvents(), Kind.GAP))
                .extracting(FeedEvent::symbol)
                .containsExactlyInAnyOrder("BTC", "ETH");
    }

    @Test
    void aClockAheadFromTheStartIsAGapUntilTradesAreAccepted() {
        TestingTransport.Peer peer = feed.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.say(Wire.trades("BTC", NOW + 90_000, 1, 2));
        feed.round();
        peer.say(Wire.trades("BTC", NOW + 91_000, 3));
        feed.round();

        assertThat(eventsOfKind(feed.takeEvents(), Kind.GAP))
                .extracting(FeedEvent::symbol, event -> event.gap().gapEnd())
                .containsExactly(tuple("BTC", null));

        feed.time.pass(Duration.ofSeconds(100)); // the clock is set right
        peer.say(Wire.trades("BTC", NOW + 99_000, 4));
        feed.round();

        assertThat(eventsOfKind(feed.takeEvents(), Kind.GAP))
                .extracting(FeedEvent::gap)
                .extracting(Gap::gapStart, Gap::gapEnd, Gap::healedBy)
                .containsExactly(tuple(NOW * MICROS, (NOW + 99_001) * MICROS, null));
    }
}
