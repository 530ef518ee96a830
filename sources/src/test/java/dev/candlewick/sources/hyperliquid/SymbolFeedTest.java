package dev.candlewick.sources.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The story of one symbol, told in seconds: {@code trade(7, 10.5)} is trade 7 at 10.5 s. Receipts
 * are half a second behind the exchange's clock unless a test says otherwise.
 */
class SymbolFeedTest {

    private static final long SECOND = 1_000_000;
    private static final long LATENCY = 500_000;

    private final List<FeedEvent> events = new ArrayList<>();
    private SymbolFeed feed = new SymbolFeed(new SymbolFeedState("BTC"), 2 * SECOND);

    @Test
    void coverageBeginsJustAfterTheOldestTradeOfTheFirstResend() {
        subscribe(9);
        trades(10.5, trade(1, 8), trade(2, 9), trade(3, 10));

        assertThat(story())
                .containsExactly(
                        "SUBSCRIBED",
                        "COVERED 8.001",
                        "TRADE 1 8.000 resend",
                        "TRADE 2 9.000 resend",
                        "TRADE 3 10.000 resend");
    }

    @Test
    void theFirstFrameIsTheResendWhereNoAcknowledgementWasRecorded() {
        trades(10.5, trade(1, 8));
        trades(11.5, trade(2, 11));

        assertThat(story())
                .containsExactly("COVERED 8.001", "TRADE 1 8.000 resend", "TRADE 2 11.000 stream");
    }

    @Test
    void aTapeKeepsItsOrigin() {
        feed.onTrades(List.of(trade(1, 8, Origin.TAPE)), true, at(9), events::add);

        assertThat(story()).containsExactly("COVERED 8.001", "TRADE 1 8.000 tape");
    }

    @Test
    void anOverlapProvesThatNothingWasLost() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        subscribe(13);
        trades(14, trade(2, 10), trade(3, 13));

        assertThat(story())
                .containsExactly(
                        "DISCONNECTED reset",
                        "GAP 10.000 … reset",
                        "SUBSCRIBED",
                        "GAP 10.000 13.001 reset healed by resend",
                        "WHOLE",
                        "TRADE 2 10.000 resend",
                        "TRADE 3 13.000 resend");
    }

    @Test
    void anOverlapIsFoundBySeveralHundredTrades() {
        trades(10.5, trade(1, 8));
        for (int i = 2; i < 250; i++) {
            trades(10.6, trade(i, 10));
        }
        feed.onDisconnected(at(12), "reset", events::add);
        events.clear();

        trades(14, trade(3, 10), trade(900, 13));

        assertThat(story()).contains("WHOLE");
    }

    @Test
    void withoutOverlapTheSpanBetweenIsAGap() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        subscribe(13);
        trades(14, trade(5, 12.5), trade(6, 13));

        assertThat(story())
                .containsExactly(
                        "DISCONNECTED reset",
                        "GAP 10.000 … reset",
                        "SUBSCRIBED",
                        "GAP 10.000 12.501 reset",
                        "TRADE 5 12.500 resend",
                        "TRADE 6 13.000 resend");
    }

    @Test
    void aGapBeginsNoEarlierThanWhatTheClockProved() {
        live();
        time(60);
        feed.onDisconnected(at(61), "reset", events::add);
        events.clear();

        trades(70, trade(5, 65));

        assertThat(story()).startsWith("GAP 58.000 65.001 reset");
    }

    @Test
    void aTradeThatTheProofMissedShowsThatMoreWasMissedBeforeIt() {
        live();
        time(60);
        feed.onDisconnected(at(61), "reset", events::add);
        events.clear();

        trades(70, trade(5, 40));

        assertThat(story())
                .startsWith(
                        "GAP 10.000 … reset",
                        "GAP 10.000 40.001 reset",
                        "GAP 58.000 58.001 reset healed by resend");
    }

    @Test
    void anEmptyResendOfASymbolThatNeverTradedIsWhole() {
        subscribe(1);
        trades(2);
        time(3);
        feed.onDisconnected(at(4), "reset", events::add);
        subscribe(5);
        trades(6);

        assertThat(story())
                .containsExactly(
                        "SUBSCRIBED",
                        "WHOLE",
                        "TIME 3.000",
                        "DISCONNECTED reset",
                        "GAP 1.000 … reset",
                        "SUBSCRIBED",
                        "GAP 1.000 1.001 reset healed by resend",
                        "WHOLE");
    }

    @Test
    void anEmptyFrameDecidesNothingOnceTradesWereSeen() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        subscribe(13);
        trades(14);
        time(15);
        trades(16, trade(2, 10));

        assertThat(story())
                .containsExactly(
                        "DISCONNECTED reset",
                        "GAP 10.000 … reset",
                        "SUBSCRIBED",
                        "GAP 10.000 10.001 reset healed by resend",
                        "WHOLE",
                        "TRADE 2 10.000 resend");
    }

    @Test
    void aBookBeforeTheResendDoesNotMoveTime() {
        subscribe(1);
        time(2);
        trades(3, trade(1, 1));
        feed.onDisconnected(at(4), "reset", events::add);
        events.clear();

        subscribe(60);
        time(61);
        feed.onTick(at(62), events::add);
        feed.onCarry(at(62), at(63), events::add);
        trades(63, trade(1, 1));
        time(64);

        assertThat(story())
                .containsExactly(
                        "SUBSCRIBED",
                        "WAITING",
                        "GAP 1.000 1.001 reset healed by resend",
                        "WHOLE",
                        "TRADE 1 1.000 resend",
                        "TIME 64.000");
    }

    @Test
    void timeIsCarriedThroughSilenceByTheReceiveTimePassedAndNoMore() {
        live();
        // The last trade, at 10, was received at 10.5.
        feed.onCarry(at(40.5), at(41), events::add);
        feed.onCarry(at(40.5), at(42), events::add);
        feed.onCarry(at(20), at(43), events::add);
        feed.onCarry(at(50.5), at(51), events::add);

        assertThat(story()).containsExactly("TIME 40.000", "TIME 50.000");
    }

    @Test
    void aLimitDelaysTimeAndDoesNotLoseIt() {
        live();
        feed.onCarry(at(40.5), at(35), at(41), events::add);
        feed.onCarry(at(50.5), Long.MAX_VALUE, at(51), events::add);
        feed.onCarry(at(60.5), at(20), at(61), events::add);

        assertThat(story()).containsExactly("TIME 35.000", "TIME 50.000");
    }

    @Test
    void aCarryGoesOnFromALaterFrame() {
        live();
        time(20);
        events.clear();
        feed.onCarry(at(25.5), at(26), events::add);

        assertThat(story()).containsExactly("TIME 25.000");
    }

    @Test
    void timeIsToldWhenItMovesByASecondAndOtherwiseOnceASecond() {
        live();
        time(10.2);
        time(10.4);
        time(10.6);
        time(11.3);
        time(13);
        feed.onTick(at(13.6), events::add);
        feed.onTick(at(14.5), events::add);

        assertThat(story())
                .containsExactly("TIME 10.200", "TIME 11.300", "TIME 13.000", "TIME 13.000");
    }

    @Test
    void aSecondAcknowledgementIsALostConnectionThatNobodyRecorded() {
        live();
        subscribe(20);
        trades(21, trade(9, 20));

        assertThat(story())
                .containsExactly(
                        "DISCONNECTED subscribed again",
                        "GAP 10.000 … subscribed again",
                        "SUBSCRIBED",
                        "GAP 10.000 20.001 subscribed again",
                        "TRADE 9 20.000 resend");
    }

    @Test
    void aNewConnectionBesideALiveOneEndsTheOldOne() {
        live();
        feed.onConnected(at(20), events::add);

        assertThat(story())
                .containsExactly(
                        "DISCONNECTED connected again",
                        "GAP 10.000 … connected again",
                        "CONNECTED");
    }

    @Test
    void aLossIsToldOnce() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        feed.onDisconnected(at(13), "refused", events::add);

        assertThat(story()).containsExactly("DISCONNECTED reset", "GAP 10.000 … reset");
    }

    @Test
    void aReasonOfAnyLengthCanBeKept() throws IOException {
        live();
        feed.onDisconnected(at(12), "x".repeat(100_000), events::add);

        assertThat(written(feed.state()).phase()).isEqualTo(FeedPhase.DOWN);
        assertThat(story().get(0)).hasSizeLessThan(300);
    }

    @Test
    void aFrameWhoseTimesRunBackwardsIsTurnedAround() {
        trades(10.5, trade(3, 10), trade(2, 9), trade(1, 9), trade(0, 8));

        assertThat(story())
                .containsExactly(
                        "COVERED 8.001",
                        "TRADE 0 8.000 resend",
                        "TRADE 1 9.000 resend",
                        "TRADE 2 9.000 resend",
                        "TRADE 3 10.000 resend");
    }

    @Test
    void aFrameOfMixedTimesKeepsItsOrder() {
        trades(10.5, trade(3, 10), trade(1, 8), trade(2, 9));

        assertThat(story()).containsSubsequence("TRADE 3 10.000 resend", "TRADE 1 8.000 resend");
    }

    @Test
    void aRestoredFeedGoesOnAsIfNothingHadHappened() throws IOException {
        live();
        feed = new SymbolFeed(written(feed.state()), 2 * SECOND);
        time(10.2);
        trades(11, trade(4, 10.5));

        assertThat(story()).containsExactly("TIME 10.200", "TRADE 4 10.500 stream");
    }

    @Test
    void aRestoredFeedKnowsTheTradesItSaw() throws IOException {
        live();
        feed = new SymbolFeed(written(feed.state().copy()), 2 * SECOND);
        feed.onDisconnected(at(30), "restart", events::add);
        trades(31, trade(1, 8), trade(3, 30));

        assertThat(story())
                .startsWith(
                        "DISCONNECTED restart",
                        "GAP 10.000 … restart",
                        "GAP 10.000 30.001 restart healed by resend",
                        "WHOLE");
    }

    @Test
    void whileTheFeedIsAwayItsClockIsToldEveryFiveSeconds() {
        live();
        feed.onDisconnected(at(11), "reset", events::add);
        events.clear();
        for (int second = 12; second <= 22; second++) {
            feed.onTick(at(second), events::add);
        }

        assertThat(events)
                .extracting(event -> event.kind() + " " + event.receivedAt() / SECOND)
                .containsExactly("WAITING 16", "WAITING 21");
        assertThat(events).allMatch(event -> event.advance(at(10)) == at(10));
    }

    @Test
    void aFeedThatNeverBeganHasNoGap() {
        subscribe(1);
        feed.onDisconnected(at(2), "reset", events::add);
        feed.onDamage(at(3), events::add);
        feed.onTick(at(30), events::add);

        assertThat(story()).containsExactly("SUBSCRIBED", "DISCONNECTED reset");
    }

    @Test
    void damagedFramesAreOneGapUntilTheNextTradeThatIsNew() {
        live();
        damage(11);
        damage(12);
        trades(12.5, trade(2, 10));
        trades(13.5, trade(3, 13), trade(4, 14));

        assertThat(story())
                .containsExactly(
                        "GAP 10.000 … a damaged frame",
                        "TRADE 2 10.000 stream",
                        "GAP 10.000 13.001 a damaged frame",
                        "TRADE 3 13.000 stream",
                        "TRADE 4 14.000 stream");
    }

    @Test
    void theRestOfAFrameDoesNotEndTheGapOfItsRefusedTrade() {
        live();
        damage(13.5);
        feed.onTrades(List.of(trade(3, 13)), false, at(13.5), events::add);
        trades(14.5, trade(4, 14));

        assertThat(story())
                .containsExactly(
                        "GAP 10.000 … a damaged frame",
                        "TRADE 3 13.000 stream",
                        "GAP 10.000 14.001 a damaged frame",
                        "TRADE 4 14.000 stream");
    }

    @Test
    void aLaterResendThatReachesBackBeforeTheDamageHealsIt() throws IOException {
        live();
        damage(11);
        trades(13.5, trade(4, 13));
        feed.onDisconnected(at(15), "reset", events::add);
        feed = new SymbolFeed(written(feed.state()), 2 * SECOND);
        events.clear();
        trades(20, trade(2, 10), trade(3, 11), trade(4, 13), trade(5, 16));

        assertThat(story())
                .containsExactly(
                        "GAP 13.000 16.001 reset healed by resend",
                        "WHOLE",
                        "TRADE 2 10.000 resend",
                        "TRADE 3 11.000 resend",
                        "TRADE 4 13.000 resend",
                        "TRADE 5 16.000 resend",
                        "GAP 10.000 13.001 a damaged frame healed by resend");
    }

    @Test
    void aResendThatOverlapsOnlyWhatCameAfterTheDamageDoesNotHealIt() {
        live();
        damage(11);
        trades(13.5, trade(4, 13));
        feed.onDisconnected(at(15), "reset", events::add);
        events.clear();
        trades(20, trade(4, 13), trade(5, 16));

        assertThat(story())
                .containsExactly(
                        "GAP 13.000 16.001 reset healed by resend",
                        "WHOLE",
                        "TRADE 4 13.000 resend",
                        "TRADE 5 16.000 resend");
    }

    @Test
    void aConnectionThatIsLostAfterDamageIsTheSameGap() {
        live();
        damage(11);
        feed.onDisconnected(at(15), "reset", events::add);
        trades(20, trade(5, 16));

        assertThat(story())
                .containsExactly(
                        "GAP 10.000 … a damaged frame",
                        "DISCONNECTED reset",
                        "GAP 10.000 16.001 a damaged frame",
                        "TRADE 5 16.000 resend");
    }

    @Test
    void aDamagedResendProvesNothing() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        events.clear();
        damage(14);
        feed.onTrades(List.of(trade(2, 10), trade(3, 13)), false, at(14), events::add);
        trades(15, trade(5, 14.5));

        assertThat(story())
                .containsExactly(
                        "TRADE 2 10.000 resend",
                        "TRADE 3 13.000 resend",
                        "GAP 10.000 14.501 reset",
                        "TRADE 5 14.500 stream");
    }

    @Test
    void coverageBeginsAfterAFirstResendThatIsDamaged() {
        feed.onTrades(List.of(trade(1, 8), trade(3, 10)), false, at(10.5), events::add);

        assertThat(story()).startsWith("COVERED 10.001");
    }

    @Test
    void aGapThatIsOpenAtTheEndStaysOpen() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        feed.onEnd(at(20), events::add);

        assertThat(story()).containsExactly("DISCONNECTED reset", "GAP 10.000 … reset", "ENDED");
    }

    @Test
    void aStateOfTheFirstVersionCanBeRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(1);
        out.writeUTF("BTC");
        out.writeUTF("DOWN");
        out.writeBoolean(true);
        out.writeUTF("reset");
        out.writeBoolean(true);
        for (double second : new double[] {10, 10, 10.5, 10, 10.5}) {
            out.writeLong(at(second));
        }
        out.writeInt(1);
        out.writeInt(1);
        out.writeLong(7);

        feed =
                new SymbolFeed(
                        SymbolFeedState.readFrom(
                                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))),
                        2 * SECOND);
        trades(20, trade(7, 10), trade(8, 19));

        assertThat(story()).startsWith("WHOLE", "TRADE 7 10.000 resend");
    }

    @Test
    void theEndIsTold() {
        live();
        feed.onEnd(at(20), events::add);

        assertThat(story()).containsExactly("ENDED");
    }

    /** Trades 1 at 8 and 2 at 10 have been seen, the last one received at 10.5. */
    private void live() {
        trades(10.5, trade(1, 8), trade(2, 10));
        events.clear();
    }

    private void subscribe(double second) {
        feed.onSubscribed(at(second), events::add);
    }

    private void trades(double second, Trade... trades) {
        feed.onTrades(Arrays.asList(trades), true, at(second), events::add);
    }

    private void damage(double second) {
        feed.onDamage(at(second), events::add);
    }

    private void time(double second) {
        feed.onTime(at(second), at(second) + LATENCY, events::add);
    }

    private static Trade trade(long id, double second) {
        return trade(id, second, Origin.STREAM);
    }

    private static Trade trade(long id, double second, Origin origin) {
        return new Trade(
                "BTC",
                at(second),
                BigDecimal.TEN,
                BigDecimal.ONE,
                Side.BUY,
                id,
                at(second) + LATENCY,
                origin);
    }

    private static long at(double second) {
        return Math.round(second * SECOND);
    }

    private static SymbolFeedState written(SymbolFeedState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.writeTo(new DataOutputStream(bytes));
        return SymbolFeedState.readFrom(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private List<String> story() {
        return events.stream().map(SymbolFeedTest::told).toList();
    }

    private static String told(FeedEvent event) {
        String kind = event.kind().name();
        return switch (event.kind()) {
            case TRADE ->
                    "%s %d %s %s"
                            .formatted(
                                    kind,
                                    event.trade().tradeId(),
                                    seconds(event.eventTime()),
                                    event.trade().origin().label());
            case TIME, COVERED -> kind + " " + seconds(event.eventTime());
            case GAP ->
                    "%s %s %s %s%s"
                            .formatted(
                                    kind,
                                    seconds(event.gap().gapStart()),
                                    event.gap().gapEnd() == null
                                            ? "…"
                                            : seconds(event.gap().gapEnd()),
                                    event.gap().reason(),
                                    event.gap().isHealed()
                                            ? " healed by " + event.gap().healedBy()
                                            : "");
            default -> event.detail() == null ? kind : kind + " " + event.detail();
        };
    }

    private static String seconds(long micros) {
        return BigDecimal.valueOf(micros / 1_000, 3).toPlainString();
    }
}
