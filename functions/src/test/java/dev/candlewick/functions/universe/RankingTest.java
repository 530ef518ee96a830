package dev.candlewick.functions.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.functions.model.UniverseCandidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RankingTest extends RankingFixture {

    @Test
    void theScoreIsTheWeightedMeanOfTermsOnFixedScales() {
        // 10^7 USD is half of the six decades above 10^4; 1 bp is a third of the three decades
        // above 0.1 bp; exp(0.05) a day is half of the full volatility.
        UniverseCandidate asset =
                candidate(
                        "A", "10000000", "100000", "100", "99.995", "100.005", "95.1229424500714");

        Standing standing = decide(rules(1), List.of(asset), Map.of(), 0).standings().get(0);

        assertThat(standing.terms().volume()).isCloseTo(0.5, within(1e-12));
        assertThat(standing.terms().openInterest()).isCloseTo(0.5, within(1e-12));
        assertThat(standing.terms().spread()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(standing.terms().volatility()).isCloseTo(0.5, within(1e-9));
        assertThat(standing.score())
                .isCloseTo(0.4 * 0.5 + 0.25 * 0.5 + 0.2 * 2 / 3 + 0.15 * 0.5, within(1e-9));
    }

    @Test
    void anAssetThatCannotBeTradedIsOutAndSaysWhy() {
        List<UniverseCandidate> listed =
                List.of(
                        with("DELISTED", new UniverseCandidate.Terms(true, null, false, 10)),
                        with("SOON", new UniverseCandidate.Terms(false, 2 * HOUR, false, 10)),
                        with("ISOLATED", new UniverseCandidate.Terms(false, null, true, 10)),
                        with("UNLEVERED", new UniverseCandidate.Terms(false, null, false, 0)),
                        with("BANNED", LISTED),
                        candidate("NO_MID", "1e9", "1e5", "100", null, null, "100"),
                        candidate("QUIET", "99999", "1e5", "100", "99.9", "100.1", "100"),
                        candidate("WIDE", "1e9", "1e5", "100", "99", "101", "100"),
                        new UniverseCandidate("DARK", Market.PERPS, LISTED, null, null));

        Selection selection = decide(rules(20), listed, Map.of("GONE", 0L), HOUR);

        assertThat(reasons(selection))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "DELISTED", "delisted",
                                "SOON", "delisting",
                                "ISOLATED", "isolated_only",
                                "UNLEVERED", "no_leverage",
                                "BANNED", "excluded",
                                "NO_MID", "no_price",
                                "QUIET", "low_volume",
                                "WIDE", "wide_spread",
                                "DARK", "no_price",
                                "GONE", "no_data"));
        assertThat(selection.memberSince()).isEmpty();
        assertThat(selection.changed()).extracting(Standing::symbol).containsExactly("GONE");
    }

    @Test
    void buildersMarketsAndSpotNeedNoLeverage() {
        UniverseCandidate.Terms noLeverage = new UniverseCandidate.Terms(false, null, true, 0);

        Selection selection =
                decide(
                        rules(9),
                        List.of(with("xyz:XYZ100", noLeverage), with("@107", noLeverage)),
                        Map.of(),
                        0);

        assertThat(selection.memberSince()).containsOnlyKeys("xyz:XYZ100", "@107");
    }

    @Test
    void aMemberStaysUntilItsRankIsClearlyWorseAndItsHoldIsOver() {
        UniverseRules rules = rules(2);
        Map<String, Long> start =
                decide(rules, ofVolumes(9, 8, 7, 6, 5), Map.of(), 0).memberSince();
        assertThat(start).containsOnlyKeys("A", "B");

        // B falls to rank 3, which is not worse than 2 × 1.5.
        Selection third = decide(rules, ofVolumes(9, 7, 8, 6, 5), start, 2 * HOUR);
        assertThat(third.memberSince()).containsOnlyKeys("A", "B");
        assertThat(reasons(third)).containsEntry("B", "hysteresis").containsEntry("C", "outranked");

        // Rank 4 is, but within its first hour it is held.
        List<UniverseCandidate> fourth = ofVolumes(9, 6.5, 8, 7, 5);
        assertThat(reasons(decide(rules, fourth, start, 59 * MINUTE))).containsEntry("B", "held");
        Selection after = decide(rules, fourth, start, HOUR);
        assertThat(after.memberSince()).containsOnlyKeys("A", "C");
        assertThat(after.changed()).extracting(Standing::symbol).containsExactly("C", "B");
        assertThat(after.memberSince()).containsEntry("A", 0L).containsEntry("C", HOUR);
    }

    @Test
    void pinnedAssetsCountAndMayExceedTheSize() {
        UniverseRules rules =
                new UniverseRules(
                        2,
                        Set.of("D", "E", "UNLISTED"),
                        Set.of(),
                        1.5,
                        Duration.ofHours(1),
                        ScoreWeights.DEFAULT,
                        UniverseRules.Bounds.DEFAULT,
                        7);

        Selection selection = decide(rules, ofVolumes(9, 8, 7, 6, 5), Map.of(), 0);

        assertThat(selection.memberSince()).containsOnlyKeys("D", "E", "UNLISTED");
        assertThat(selection.standings())
                .allSatisfy(standing -> assertThat(standing.settingsVersion()).isEqualTo(7));
    }

    @Test
    void theOrderOfCandidatesDecidesNothing() {
        List<UniverseCandidate> equal = new ArrayList<>();
        for (String symbol : List.of("F", "B", "D", "A", "E", "C")) {
            equal.add(with(symbol, LISTED));
        }
        Selection selection = decide(rules(3), equal, Map.of(), 0);
        Collections.reverse(equal);

        assertThat(decide(rules(3), equal, Map.of(), 0)).isEqualTo(selection);
        assertThat(selection.memberSince()).containsOnlyKeys("A", "B", "C");
    }

    @Test
    void whateverTheMarketDoesTheRulesOfMembershipHold() {
        for (int seed = 0; seed < 100; seed++) {
            playMarket(new Random(seed), "seed " + seed);
        }
    }

    @Test
    void aPinnedAssetThatIsExcludedIsAContradiction() {
        assertThatThrownBy(
                        () ->
                                new UniverseRules(
                                        2,
                                        Set.of("BTC"),
                                        Set.of("BTC"),
                                        1.5,
                                        Duration.ofHours(1),
                                        ScoreWeights.DEFAULT,
                                        UniverseRules.Bounds.DEFAULT,
                                        1))
                .hasMessage("BTC is in universe.symbols and in universe.exclude; keep one");
        assertThatThrownBy(() -> new ScoreWeights(1, -1, 0, 0, 0))
                .hasMessageContaining("universe.weights.open-interest is -1.0");
        assertThatThrownBy(() -> new ScoreWeights(0, 0, 0, 0, 0)).hasMessageContaining("all 0");
    }
}
