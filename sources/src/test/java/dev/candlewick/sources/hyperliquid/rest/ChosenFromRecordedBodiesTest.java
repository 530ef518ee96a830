package dev.candlewick.sources.hyperliquid.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Standing;
import dev.candlewick.functions.model.UniverseCandidate;
import dev.candlewick.functions.universe.Ranking;
import dev.candlewick.functions.universe.ScoreWeights;
import dev.candlewick.functions.universe.Selection;
import dev.candlewick.functions.universe.UniverseRules;
import dev.candlewick.sources.hyperliquid.wire.BodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The universe over a day of bodies, a decision every ten minutes. */
class ChosenFromRecordedBodiesTest {

    private static final long MINUTE = 60_000_000L;
    private static final long HOLD = 60 * MINUTE;
    private static final int SIZE = 25;
    private static final double HYSTERESIS = 1.5;
    private static final int DECISIONS = 144;

    /** One of the best, one of the middle, one that is delisted in the recording; none excluded. */
    private static final Set<String> PINNED = Set.of("BTC", "TNSR", "MATIC");

    private static final Set<String> EXCLUDED = Set.of("ETH", "DOGE");
    private static final Set<String> NOT_BY_RANK = Set.of("delisted", "no_price", "low_volume");

    private final InfoDecoder decoder = new InfoDecoder("exchange", TestingCandles.RULES);
    private int changes;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void membershipHoldsWhateverTheFiguresDo(long seed) throws Exception {
        Map<String, Long> leftAt = new HashMap<>();
        play(
                rules(SIZE, HYSTERESIS, Duration.ofHours(1)),
                seed,
                (before, selection, at) -> {
                    Map<String, Long> after = selection.memberSince();
                    assertThat(after).containsKeys(PINNED.toArray(String[]::new));
                    assertThat(after).doesNotContainKeys(EXCLUDED.toArray(String[]::new));
                    assertThat(after).hasSize(SIZE);
                    for (Standing changed : selection.changed()) {
                        if (!changed.included()) {
                            assertMayLeave(changed, at - before.get(changed.symbol()));
                            leftAt.put(changed.symbol(), at);
                        }
                    }
                });
        assertThat(leftAt).as("some leave").hasSizeGreaterThan(3);
    }

    private static void assertMayLeave(Standing changed, long memberFor) {
        if (!NOT_BY_RANK.contains(changed.reason())) {
            assertThat(changed.reason()).isEqualTo("outranked");
            assertThat(changed.rank()).isGreaterThan((int) (SIZE * HYSTERESIS));
            assertThat(memberFor).as("in and out of %s", changed).isGreaterThanOrEqualTo(HOLD);
        }
    }

    @Test
    void sizeIsExceededByPinnedAssetsOnly() throws Exception {
        play(
                rules(2, HYSTERESIS, Duration.ofHours(1)),
                4,
                (before, selection, at) ->
                        assertThat(selection.memberSince().keySet()).isEqualTo(PINNED));
    }

    @Test
    void membershipDoesNotFlap() throws Exception {
        play(rules(SIZE, 1, Duration.ZERO), 5, (before, selection, at) -> count(selection));
        int without = changes;
        changes = 0;
        play(
                rules(SIZE, HYSTERESIS, Duration.ofHours(1)),
                5,
                (before, selection, at) -> count(selection));

        assertThat(without).isGreaterThan(DECISIONS);
        assertThat(changes).isLessThan(without / 3);
    }

    private void count(Selection selection) {
        changes += selection.changed().size();
    }

    private interface Observer {
        void onDecision(Map<String, Long> before, Selection selection, long at);
    }

    private void play(UniverseRules rules, long seed, Observer observer) throws Exception {
        WanderingBody body = new WanderingBody(recorded(), new Random(seed));
        Map<String, Long> members = Map.of();
        for (int n = 0; n < DECISIONS; n++) {
            long at = 10L * n * MINUTE;
            Selection selection =
                    new Ranking(rules).decide(candidates(body.next(), at), members, at);
            if (n > 0) {
                observer.onDecision(members, selection, at);
            }
            members = selection.memberSince();
        }
    }

    private List<UniverseCandidate> candidates(String body, long at) {
        BodyReader.Result<List<UniverseCandidate>> read =
                decoder.perpetualCandidates(body.getBytes(StandardCharsets.UTF_8), at);
        assertThat(read.refused()).isEmpty();
        assertThat(read.value()).hasSize(203);
        return read.value();
    }

    private static UniverseRules rules(int size, double hysteresis, Duration hold) {
        return new UniverseRules(
                size,
                PINNED,
                EXCLUDED,
                hysteresis,
                hold,
                ScoreWeights.DEFAULT,
                UniverseRules.Bounds.DEFAULT,
                0);
    }

    private static String recorded() throws IOException {
        try (InputStream file =
                new GZIPInputStream(
                        ChosenFromRecordedBodiesTest.class.getResourceAsStream(
                                "metaAndAssetCtxs_20250822.json.gz"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
