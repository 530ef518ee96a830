package dev.candlewick.job.topology;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.functions.model.UniverseCandidate;
import dev.candlewick.functions.universe.Ranking;
import dev.candlewick.functions.universe.ScoreWeights;
import dev.candlewick.functions.universe.Selection;
import dev.candlewick.functions.universe.UniverseRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Thirty days of decisions, every two hours, about thirty assets whose figures wander and some of
 * which are delisted or vanish for a while. All standings are stored every six hours, in between
 * those that changed.
 */
final class UniverseDays {
    private static final long HOUR = 3_600_000_000L;
    private static final long START = Instant.parse("2025-08-01T00:00:00Z").toEpochMilli() * 1_000;
    private static final int DECISIONS = 30 * 12;
    private static final int ASSETS = 30;
    private static final UniverseRules RULES =
            new UniverseRules(
                    8,
                    Set.of("S10"),
                    Set.of("S11"),
                    1.25,
                    Duration.ofHours(3),
                    ScoreWeights.DEFAULT,
                    UniverseRules.Bounds.DEFAULT,
                    0);

    /** The members by the time of the decision. */
    static final NavigableMap<Long, Set<String>> MEMBERS = new TreeMap<>();

    private static final List<FeedEvent> EVENTS = new ArrayList<>();

    static {
        play(new Random(30));
    }

    private UniverseDays() {}

    static int events() {
        return EVENTS.size();
    }

    static FeedEvent event(long number) {
        return EVENTS.get(Math.toIntExact(number));
    }

    private static void play(Random random) {
        double[] volumes = random.doubles(ASSETS, 12, 20).toArray();
        Map<String, Long> members = Map.of();
        for (int n = 0; n < DECISIONS; n++) {
            long at = START + 2L * n * HOUR;
            Selection selection =
                    new Ranking(RULES).decide(market(volumes, random, at), members, at);
            members = selection.memberSince();
            MEMBERS.put(at, new TreeSet<>(members.keySet()));
            List<Standing> stored = n % 3 == 0 ? selection.standings() : selection.changed();
            stored.forEach(each -> EVENTS.add(FeedEvent.data(each.symbol(), each, at)));
        }
    }

    private static List<UniverseCandidate> market(double[] volumes, Random random, long at) {
        List<UniverseCandidate> listed = new ArrayList<>();
        for (int i = 0; i < ASSETS; i++) {
            volumes[i] = 16 + 0.8 * (volumes[i] - 16) + random.nextGaussian();
            boolean delisted = random.nextInt(300) == 0;
            if (random.nextInt(200) > 0) {
                listed.add(candidate("S" + (10 + i), Math.exp(volumes[i]), delisted, at));
            }
        }
        return listed;
    }

    private static UniverseCandidate candidate(
            String symbol, double volume, boolean delisted, long at) {
        BigDecimal price = new BigDecimal("100");
        AssetContext figures =
                new AssetContext(
                        symbol,
                        at,
                        null,
                        new BigDecimal("1e5"),
                        price,
                        BigDecimal.valueOf(volume),
                        null,
                        null,
                        null,
                        price,
                        price,
                        new BigDecimal("99.99"),
                        new BigDecimal("100.01"),
                        null,
                        "metaAndAssetCtxs",
                        Origin.EXCHANGE);
        return new UniverseCandidate(
                symbol,
                Market.PERPS,
                new UniverseCandidate.Terms(delisted, null, false, 10),
                figures,
                null);
    }
}
