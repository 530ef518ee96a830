package dev.candlewick.sources.hyperliquid.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.sources.hyperliquid.wire.Recordings;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fills that are damaged or special, blocks, books and asset contexts. */
class ArchiveFillLinesTest extends ArchiveLinesFixture {

    @Test
    void aTradeIsKnownFromItsOtherSideWhereTheAggressorsFillIsDamaged() {
        String buyer = pair(BUYER, fill("BTC", "B", 7, true, ""));
        String seller = pair(SELLER, fill("BTC", "A", 7, false, ""));
        List<String> damaged =
                List.of(
                        buyer.replace("61234.0", "-1"),
                        buyer.replace("\"crossed\":true", "\"crossed\":1"),
                        buyer.replace("\"tid\":7", "\"tid\":\"7\""),
                        "[\"x\",{}]",
                        "7");
        for (String bad : damaged) {
            List<FeedEvent> events = decodeAll(ArchiveLines::blocks, List.of(block(bad, seller)));

            assertThat(events)
                    .as(bad)
                    .extracting(FeedEvent::kind)
                    .containsExactly(FeedEvent.Kind.TRADE, FeedEvent.Kind.REJECTED);
            assertThat(events.get(0).trade().side()).isEqualTo(Side.BUY);
            assertThat(events.get(0).trade().price()).isEqualTo("61234.0");
            assertThat(doubts).isEmpty();
        }
        assertThat(decodeAll(ArchiveLinesFixture::fills, List.of(seller, buyer.substring(0, 90))))
                .extracting(FeedEvent::kind)
                .containsExactlyInAnyOrder(FeedEvent.Kind.TRADE, FeedEvent.Kind.REJECTED);
        assertThat(doubts).isEmpty();
    }

    @Test
    void whatStandsForNoTradeIsADeadLetterAndAGapOfItsInstant() {
        String buyer = pair(BUYER, fill("BTC", "B", 7, true, ""));
        String seller = pair(SELLER, fill("BTC", "A", 7, false, ""));

        assertThat(reasons(buyer)).containsExactly("one_sided_fill");
        assertThat(reasons(buyer, buyer)).containsExactly("one_sided_fill");
        assertThat(reasons(buyer.replace("true", "false"), seller))
                .containsExactly("aggressor_unknown", "aggressor_unknown");
        assertThat(reasons(buyer, seller.replace("false", "true")))
                .containsExactly("aggressor_unknown", "aggressor_unknown");
        assertThat(reasons(buyer, seller.replace("61234.0", "61235.0")))
                .containsExactly("mismatched_fills", "mismatched_fills");
        assertThat(reasons(buyer.replace("61234.0", "-1"))).containsExactly("price_out_of_range");
        assertThat(reasons(buyer, seller, "7")).containsExactly("mistyped_field");
    }

    @Test
    void aLiquidationIsCountedOnceForTheLiquidated() {
        String liquidation =
                ",\"liquidation\":{\"liquidatedUser\":\"%s\",\"markPx\":\"1\",\"method\":\"market\"}"
                        .formatted(SELLER);

        List<FeedEvent> events =
                decodeAll(
                        ArchiveLinesFixture::fills,
                        List.of(
                                pair(BUYER, fill("BTC", "B", 7, true, liquidation)),
                                pair(SELLER, fill("BTC", "A", 7, true, liquidation)),
                                pair(BUYER, fill("BTC", "B", 8, false, liquidation)),
                                pair(SELLER, fill("BTC", "A", 8, false, liquidation))));

        assertThat(events)
                .extracting(event -> event.trade().tradeId() + " " + event.trade().side())
                .containsExactly("7 SELL", "8 SELL");
    }

    @Test
    void aLiquidationWithoutANameIsTheAggressors() {
        String unnamed = ",\"liquidation\":{\"markPx\":\"1\",\"method\":\"market\"}";

        assertThat(
                        decodeAll(
                                ArchiveLinesFixture::fills,
                                List.of(
                                        pair(BUYER, fill("BTC", "B", 7, true, unnamed)),
                                        pair(SELLER, fill("BTC", "A", 7, false, unnamed)))))
                .extracting(event -> event.trade().side())
                .containsExactly(Side.BUY);
    }

    @Test
    void aBlockIsReadInItsOrderAndSaysWhenItWasReceived() {
        String block =
                block(
                        pair(BUYER, fill("ETH", "B", 1, true, "")),
                        pair(BUYER, fill("BTC", "B", 2, true, "")),
                        pair(SELLER, fill("BTC", "A", 3, true, "")),
                        pair(SELLER, fill("BTC", "A", 2, false, "")),
                        pair(BUYER, fill("BTC", "B", 3, false, "")));

        assertThat(decodeAll(ArchiveLines::blocks, List.of(block)))
                .extracting(event -> event.symbol() + event.trade().tradeId())
                .containsExactly("BTC2", "BTC3");
        assertThat(decodeAll(ArchiveLines::blocks, List.of(block)))
                .extracting(FeedEvent::receivedAt)
                .containsOnly(micros("2026-01-02T03:00:00.310Z"));
    }

    @Test
    void aBadFillDoesNotSpoilItsBlockAndIsKeptByteForByte() {
        String bad = pair(BUYER, fill("BTC", "B", 2, true, "").replace("61234.0", "-1"));
        String block =
                block(
                        pair(BUYER, fill("BTC", "B", 1, true, "")),
                        pair(SELLER, fill("BTC", "A", 1, false, "")),
                        bad,
                        "[\"x\",{\"coin\":\"BTC\",\"px\":[1,[2]],\"sz\":{}}]",
                        "7",
                        pair(SELLER, fill("BTC", "A", 3, false, "")),
                        pair(BUYER, fill("BTC", "B", 3, true, "")));

        List<FeedEvent> events = decodeAll(ArchiveLines::blocks, List.of(block));

        assertThat(events)
                .filteredOn(event -> event.trade() != null)
                .extracting(event -> event.trade().tradeId())
                .containsExactly(1L, 3L);
        List<DeadLetter> letters =
                events.stream()
                        .map(FeedEvent::deadLetter)
                        .filter(letter -> letter != null)
                        .toList();
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .containsExactly("price_out_of_range", "mistyped_field", "mistyped_field");
        assertThat(letters.get(0).payload()).isEqualTo(bytes(bad));
        assertThat(letters.get(0).detail()).startsWith("events[2].px is -1");
    }

    @Test
    void everyLineThatBreaksTheRulesIsADeadLetterWithTheLineInIt() {
        String good = pair(BUYER, fill("BTC", "B", 7, true, ""));
        List<String> bad =
                List.of(
                        "not JSON",
                        good + good,
                        good.substring(0, good.length() - 5),
                        "[]",
                        "{\"block_time\":\"2026-01-02T03:00:00.2\"}",
                        good.replace("\"tid\":7,", ""),
                        good.replace("\"crossed\":true,", ""),
                        good.replace("\"crossed\":true", "\"crossed\":1"),
                        good.replace("\"B\"", "\"C\""),
                        good.replace("\"0.01\"", "\"0\""),
                        good.replace("\"0.01\"", "\"NaN\""),
                        good.replace("61234.0", "2e9"),
                        good.replace("1767322800201", "1467322800201"),
                        good.replace("1767322800201", "1867322800201"));
        for (String line : bad) {
            assertThat(decodeAll(ArchiveLinesFixture::fills, List.of(line)))
                    .as(line)
                    .singleElement()
                    .extracting(FeedEvent::deadLetter)
                    .satisfies(letter -> assertThat(letter.payload()).isEqualTo(bytes(line)))
                    .satisfies(letter -> assertThat(letter.detail()).isNotBlank());
        }
    }

    @Test
    void aRecordedBookHasItsReceiveTimeFromOutside() throws IOException {
        wanted = Set.of("SOL");

        List<FeedEvent> events =
                decodeAll(
                        ArchiveLines::books,
                        Recordings.lines("l2Book_SOL_20260401_firstlines.jsonl"));

        assertThat(events).hasSize(2);
        BookSnapshot book = ((BookSnapshot) events.get(0).data());
        assertThat(book.bookTime()).isEqualTo(1_775_001_612_017_000L);
        assertThat(book.receivedAt()).isEqualTo(micros("2026-04-01T00:00:12.669126Z"));
        assertThat(book.bids()).hasSize(20);
        assertThat(book.bids().get(0).price()).isEqualTo(new BigDecimal("83.141"));
        assertThat(book.asks().get(0).price()).isEqualTo(new BigDecimal("83.158"));
        assertThat(book.origin()).isEqualTo(Origin.ARCHIVE);
    }

    @Test
    void aBookOfAnotherCoinIsRefused() throws IOException {
        List<String> lines = Recordings.lines("l2Book_SOL_20260401_firstlines.jsonl");

        assertThat(decodeAll(ArchiveLines::books, lines.subList(0, 1)))
                .extracting(event -> event.deadLetter().reason())
                .containsExactly("unknown_shape");
    }

    @Test
    void figuresOfAssetsAreFoundByTheHeaderAndMayBeEmpty() {
        List<FeedEvent> events =
                decodeAll(
                        ArchiveLines::contexts,
                        List.of(
                                "coin,time,funding,open_interest,prev_day_px,day_ntl_vlm,premium,"
                                        + "oracle_px,mark_px,mid_px,impact_bid_px,impact_ask_px,new",
                                "BTC,2025-08-03T04:05:00Z,-0.0000125,1234.5,100,2e6,,101,102,,99,103,x",
                                "ETH,2025-08-03T04:05:00Z,,,,,,,,,,,x",
                                "BTC,2025-08-03T04:06:00Z,,,,,,,-1,,,,x",
                                "BTC,yesterday,,,,,,,,,,,x",
                                "BTC,2025-08-03T04:06:00Z"));

        assertThat(((AssetContext) events.get(0).data()))
                .isEqualTo(
                        new AssetContext(
                                "BTC",
                                micros("2025-08-03T04:05:00Z"),
                                new BigDecimal("-0.0000125"),
                                new BigDecimal("1234.5"),
                                new BigDecimal("100"),
                                new BigDecimal("2000000"),
                                null,
                                null,
                                new BigDecimal("101"),
                                new BigDecimal("102"),
                                null,
                                new BigDecimal("99"),
                                new BigDecimal("103"),
                                null,
                                "asset_ctxs",
                                Origin.ARCHIVE));
        assertThat(events.subList(1, events.size()))
                .extracting(event -> event.deadLetter().reason())
                .containsExactly("price_out_of_range", "mistyped_field", "missing_field");
    }
}
