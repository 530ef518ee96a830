package dev.candlewick.functions.universe;

import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.functions.model.UniverseCandidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses the universe: pinned assets first, then members that may stay, then the best of the
 * others. The order of candidates does not matter; equal scores rank by symbol.
 */
public final class Ranking {
    private static final String NO_DATA = "no_data";

    private final UniverseRules rules;

    public Ranking(UniverseRules rules) {
        this.rules = rules;
    }

    /**
     * Decides who is in from now on.
     *
     * @param candidates every asset that the exchange lists on the markets in question
     * @param memberSince the members so far
     */
    public Selection decide(
            List<UniverseCandidate> candidates, Map<String, Long> memberSince, long at) {
        List<Judged> judged = judge(candidates, memberSince, at);
        Map<String, String> reasons = choose(judged, memberSince, at);
        return selection(judged, reasons, memberSince, at);
    }

    /** What is known of a symbol before the choice; rank 0 if it cannot be ranked. */
    private record Judged(
            UniverseCandidate candidate,
            Standing.Figures figures,
            Standing.Terms terms,
            double score,
            int rank,
            String obstacle) {

        String symbol() {
            return candidate.symbol();
        }

        boolean isRanked() {
            return obstacle == null;
        }

        Judged ranked(int newRank) {
            return new Judged(candidate, figures, terms, score, newRank, obstacle);
        }
    }

    private List<Judged> judge(
            List<UniverseCandidate> candidates, Map<String, Long> memberSince, long at) {
        Map<String, Judged> bySymbol = new TreeMap<>();
        for (UniverseCandidate candidate : candidates) {
            bySymbol.put(candidate.symbol(), judge(candidate, at));
        }
        Set<String> expected = new TreeSet<>(memberSince.keySet());
        expected.addAll(rules.pinned());
        for (String symbol : expected) {
            bySymbol.computeIfAbsent(symbol, Ranking::unlisted);
        }
        List<Judged> ranked =
                new ArrayList<>(bySymbol.values().stream().filter(Judged::isRanked).toList());
        ranked.sort(Comparator.comparingDouble(Judged::score).reversed());
        List<Judged> all = new ArrayList<>();
        for (Judged one : ranked) {
            all.add(one.ranked(all.size() + 1));
        }
        bySymbol.values().stream().filter(one -> !one.isRanked()).forEach(all::add);
        return all;
    }

    private Judged judge(UniverseCandidate candidate, long at) {
        Standing.Figures figures = Score.figures(candidate);
        Obstacle obstacle = Obstacle.of(candidate, figures, rules, at);
        if (obstacle != null) {
            return new Judged(candidate, figures, null, 0, 0, obstacle.label());
        }
        Standing.Terms terms = Score.terms(figures, candidate.quality());
        return new Judged(candidate, figures, terms, rules.weights().scoreOf(terms), 0, null);
    }

    private static Judged unlisted(String symbol) {
        UniverseCandidate candidate =
                new UniverseCandidate(symbol, Market.of(symbol), null, null, null);
        return new Judged(candidate, null, null, 0, 0, NO_DATA);
    }

    /** The reason of each symbol that is in. */
    private Map<String, String> choose(
            List<Judged> judged, Map<String, Long> memberSince, long at) {
        Map<String, String> in = new HashMap<>();
        rules.pinned().forEach(symbol -> in.put(symbol, "pinned"));
        for (Judged one : judged) {
            String stays = one.isRanked() ? reasonToStay(one, memberSince, at) : null;
            if (stays != null && in.size() < rules.size()) {
                in.putIfAbsent(one.symbol(), stays);
            }
        }
        for (Judged one : judged) {
            if (one.isRanked() && in.size() < rules.size()) {
                in.putIfAbsent(one.symbol(), "ranked");
            }
        }
        return in;
    }

    /** Why a member may stay; null if it is none, or may not. */
    private String reasonToStay(Judged one, Map<String, Long> memberSince, long at) {
        Long since = memberSince.get(one.symbol());
        if (since == null) {
            return null;
        }
        if (one.rank() <= rules.size()) {
            return "ranked";
        }
        if (one.rank() <= rules.size() * rules.hysteresis()) {
            return "hysteresis";
        }
        return at - since < rules.holdMicros() ? "held" : null;
    }

    private Selection selection(
            List<Judged> judged,
            Map<String, String> reasons,
            Map<String, Long> memberSince,
            long at) {
        List<Standing> standings = new ArrayList<>();
        List<Standing> changed = new ArrayList<>();
        Map<String, Long> members = new LinkedHashMap<>();
        for (Judged one : judged) {
            boolean included = reasons.containsKey(one.symbol());
            Standing standing = standing(one, reasons.get(one.symbol()), at);
            standings.add(standing);
            if (included) {
                members.put(one.symbol(), memberSince.getOrDefault(one.symbol(), at));
            }
            if (included != memberSince.containsKey(one.symbol())) {
                changed.add(standing);
            }
        }
        return new Selection(List.copyOf(standings), members, List.copyOf(changed));
    }

    private Standing standing(Judged one, String reasonToBeIn, long at) {
        String reasonToBeOut = one.isRanked() ? "outranked" : one.obstacle();
        return new Standing(
                at,
                one.symbol(),
                one.candidate().market(),
                one.isRanked() ? one.rank() : null,
                one.isRanked() ? one.score() : null,
                one.figures(),
                one.terms(),
                reasonToBeIn != null,
                reasonToBeIn == null ? reasonToBeOut : reasonToBeIn,
                rules.version());
    }
}
