package dev.candlewick.sources.hyperliquid.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sources.hyperliquid.wire.Recordings;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the lines of the archive say, by recorded ones and by the rules of each data set. */
class ArchiveLinesTest extends ArchiveLinesFixture {

    @Test
    void recordedTradesWithoutIdsHaveTheAggressorOfTheirLine() throws IOException {
        wanted = Set.of("@107", "ETH");

        List<FeedEvent> events =
                decodeAll(
                        ArchiveLines::nodeTrades,
                        Recordings.lines("node_trades_20250624_0256.jsonl"));

        assertThat(events).hasSize(8);
        Trade first = events.get(0).trade();
        assertThat(first)
                .isEqualTo(
                        new Trade(
                                "@107",
                                micros("2025-06-24T02:56:36.172Z"),
                                new BigDecimal("36.796"),
                                new BigDecimal("15.0"),
                                Side.BUY,
                                null,
                                FROM,
                                Origin.ARCHIVE));
        assertThat(events.get(7).trade().symbol()).isEqualTo("ETH");
        assertThat(events).extracting(event -> event.run().identity(0)).doesNotHaveDuplicates();
    }

    @Test
    void aTradeThatIsWrittenOnceForEachSideIsOneTrade() {
        String buyers = nodeTrade("B", "2024-07-26T08:26:25.899", 20, 10);
        String sellers = nodeTrade("A", "2024-07-26T08:26:25.899", 20, 10);
        String next = nodeTrade("B", "2024-07-26T08:26:25.899", 21, 30);
        String nextSellers = nodeTrade("A", "2024-07-26T08:26:25.899", 21, 30);

        List<FeedEvent> events =
                decodeAll(ArchiveLines::nodeTrades, List.of(buyers, sellers, next, nextSellers));

        assertThat(events)
                .extracting(event -> event.trade().side())
                .containsExactly(Side.BUY, Side.SELL);
        assertThat(events.get(0).eventTime()).isEqualTo(micros("2024-07-26T08:26:25.899Z"));
    }

    @Test
    void aTradeIsHeldBackForAsLongAsItsOtherSideMayFollow() {
        LineDecoder decoder = ArchiveLines.nodeTrades(origin());
        Output output = new Output();
        List<FeedEvent> events = output.events;

        decoder.decode(bytes(nodeTrade("A", "2025-04-01T00:00:00.123456789", 1, 2)), output);
        assertThat(events).isEmpty();

        decoder.decode(bytes("{ broken"), output);
        assertThat(events)
                .extracting(FeedEvent::kind)
                .containsExactly(FeedEvent.Kind.TRADE, FeedEvent.Kind.REJECTED);
        assertThat(output.doubts).containsExactly("lost null");
        assertThat(events.get(0).eventTime()).isEqualTo(micros("2025-04-01T00:00:00.123Z"));
    }

    @Test
    void ofTheTwoFillsOfATradeTheAggressorsStandsForIt() {
        List<FeedEvent> events =
                decodeAll(
                        ArchiveLinesFixture::fills,
                        List.of(
                                pair(BUYER, fill("BTC", "B", 7, false, "")),
                                pair(SELLER, fill("BTC", "A", 7, true, ""))));

        assertThat(events).hasSize(1);
        Trade trade = events.get(0).trade();
        assertThat(trade.side()).isEqualTo(Side.SELL);
        assertThat(trade.tradeId()).isEqualTo(7);
        assertThat(trade.tradeTime()).isEqualTo(1_767_322_800_201_000L);
        assertThat(trade.receivedAt()).isEqualTo(1_767_322_800_201_000L);
        assertThat(trade.price()).isEqualTo(new BigDecimal("61234.0"));
        assertThat(trade.size()).isEqualTo(new BigDecimal("0.01"));
        assertThat(trade.origin()).isEqualTo(Origin.ARCHIVE);
    }

    @Test
    void blanksBetweenTokensMeanNothing() {
        String line = pair(BUYER, fill("BTC", "B", 7, true, ""));
        String spaced = line.replace(":", " : ").replace(",", " , ");

        String other = pair(SELLER, fill("BTC", "A", 7, false, ""));

        assertThat(decodeAll(ArchiveLinesFixture::fills, List.of(spaced, other)))
                .isEqualTo(decodeAll(ArchiveLinesFixture::fills, List.of(line, other)))
                .extracting(FeedEvent::kind)
                .containsExactly(FeedEvent.Kind.TRADE);
    }

    @Test
    void fillsThatMatchNoTwoOrdersMakeNoTradeNoLetterAndNoGap() {
        List<String> kinds =
                List.of(
                        "Settlement",
                        "Spot Dust Conversion",
                        "Net Child Vaults",
                        "Split Outcome",
                        "Merge Outcome");
        List<String> lines = new ArrayList<>();
        for (String kind : kinds) {
            String fill = fill("BTC", "A", 7, true, "").replace("Open Long", kind);
            lines.add(pair(BUYER, fill.replace("61234.0", "0.0").replace("0.01", "0.00")));
        }
        lines.add(pair(BUYER, fill("BTC", "A", 0, true, "")));

        assertThat(decodeAll(ArchiveLinesFixture::fills, lines)).isEmpty();
        assertThat(notMatched).isEqualTo(lines.size());
        assertThat(decodeAll(ArchiveLines::blocks, List.of(block(lines.toArray(String[]::new)))))
                .isEmpty();
        assertThat(notMatched).isEqualTo(lines.size());
        assertThat(doubts).isEmpty();
    }
}
