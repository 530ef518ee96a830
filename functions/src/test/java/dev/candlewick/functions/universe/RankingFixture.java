package dev.candlewick.functions.universe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.UniverseCandidate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Candidates and rules of the tests of the ranking. */
abstract class RankingFixture {

    static final long MINUTE = 60_000_000L;
    static final long HOUR = 60 * MINUTE;
    static final UniverseCandidate.Terms LISTED =
            new UniverseCandidate.Terms(false, null, false, 10);

    static void playMarket(Random random, String seed) {
        UniverseRules rules =
                new UniverseRules(
                        5,
                        Set.of("S0", "S19"),
                        Set.of("S1"),
                        1 + random.nextDouble(),
                        Duration.ofHours(1),
                        ScoreWeights.DEFAULT,
                        UniverseRules.Bounds.DEFAULT,
                        1);
        Map<String, Long> members = Map.of();
        for (int step = 0; step < 60; step++) {
            long at = 10L * step * MINUTE;
            Selection selection = decide(rules, market(random), members, at);
            Map<String, Long> next = selection.memberSince();
            Map<String, String> reasons = reasons(selection);

            assertThat(next).as(seed).containsKeys("S0", "S19").doesNotContainKey("S1");
            assertThat(next.size()).as(seed).isLessThanOrEqualTo(5);
            members.forEach(
                    (symbol, since) -> {
                        if (!next.containsKey(symbol) && at - since < HOUR) {
                            assertThat(reasons.get(symbol))
                                    .as("%s: %s leaves within its hold", seed, symbol)
                                    .isNotEqualTo("outranked");
                        }
                    });
            members = next;
        }
    }

    static List<UniverseCandidate> market(Random random) {
        List<UniverseCandidate> assets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            if (random.nextInt(50) != 0) {
                boolean delisted = random.nextInt(200) == 0;
                String volume = String.valueOf(Math.exp(11 + 10 * random.nextDouble()));
                assets.add(
                        new UniverseCandidate(
                                "S" + i,
                                Market.PERPS,
                                new UniverseCandidate.Terms(delisted, null, false, 3),
                                context("S" + i, volume, "1e5", "100", "99.9", "100.1", "99"),
                                null));
            }
        }
        return assets;
    }

    static Selection decide(
            UniverseRules rules,
            List<UniverseCandidate> candidates,
            Map<String, Long> memberSince,
            long at) {
        return new Ranking(rules).decide(candidates, memberSince, at);
    }

    static UniverseRules rules(int size) {
        return new UniverseRules(
                size,
                Set.of(),
                Set.of("BANNED"),
                1.5,
                Duration.ofHours(1),
                ScoreWeights.DEFAULT,
                UniverseRules.Bounds.DEFAULT,
                1);
    }

    static Map<String, String> reasons(Selection selection) {
        Map<String, String> reasons = new HashMap<>();
        selection.standings().forEach(one -> reasons.put(one.symbol(), one.reason()));
        return reasons;
    }

    /** Assets A, B, C and so on that differ in volume only, given in millions of USD. */
    static List<UniverseCandidate> ofVolumes(double... millions) {
        List<UniverseCandidate> candidates = new ArrayList<>();
        for (double million : millions) {
            String symbol = String.valueOf((char) ('A' + candidates.size()));
            candidates.add(candidate(symbol, million + "e6", "1e5", "100", "99.9", "100.1", "100"));
        }
        return candidates;
    }

    static UniverseCandidate with(String symbol, UniverseCandidate.Terms terms) {
        return new UniverseCandidate(
                symbol,
                Market.of(symbol),
                terms,
                context(symbol, "1e9", "1e5", "100", "99.9", "100.1", "100"),
                null);
    }

    static UniverseCandidate candidate(
            String symbol,
            String volume,
            String interest,
            String mark,
            String bid,
            String ask,
            String before) {
        return new UniverseCandidate(
                symbol,
                Market.PERPS,
                LISTED,
                context(symbol, volume, interest, mark, bid, ask, before),
                null);
    }

    static AssetContext context(
            String symbol,
            String volume,
            String interest,
            String mark,
            String bid,
            String ask,
            String before) {
        return new AssetContext(
                symbol,
                0,
                null,
                new BigDecimal(interest),
                new BigDecimal(before),
                new BigDecimal(volume),
                null,
                null,
                null,
                new BigDecimal(mark),
                bid == null ? null : new BigDecimal(mark),
                bid == null ? null : new BigDecimal(bid),
                ask == null ? null : new BigDecimal(ask),
                null,
                "metaAndAssetCtxs",
                Origin.EXCHANGE);
    }
}
