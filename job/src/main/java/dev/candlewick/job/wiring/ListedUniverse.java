package dev.candlewick.job.wiring;

import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.job.reload.SettingsInForce;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.UniverseSettings;
import dev.candlewick.sources.websocket.enumerator.SymbolChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The symbols that are always collected, and those of a file, which is read again and again; a bad
 * file keeps the last good list. Of what changes, and once an hour of all, there are standings as
 * of a discovery: the rank is the place in the order of collection.
 */
final class ListedUniverse implements SymbolChoice {
    private static final long serialVersionUID = 1L;
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final long ALL_EVERY_MICROS = Duration.ofHours(1).toMillis() * 1_000;

    /** Null if there is none. */
    private final String file;

    private final SettingsInForce inForce;
    private transient long allAt;

    /**
     * @param file of more symbols than those that the settings in force name
     */
    ListedUniverse(Optional<Path> file, SettingsInForce inForce) {
        this.file = file.map(Path::toString).orElse(null);
        this.inForce = inForce;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public boolean choosesAll() {
        return true;
    }

    @Override
    public Choice choose(Map<String, Long> memberSince) throws IOException {
        try {
            SettingsInForce.Versioned settings = inForce.current();
            Set<String> symbols = new LinkedHashSet<>(settings.settings().symbols());
            if (file != null) {
                symbols.addAll(UniverseSettings.listedIn(Path.of(file)));
            }
            return choose(
                    settings,
                    symbols,
                    memberSince,
                    ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        } catch (InvalidSettingsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Choice choose(
            SettingsInForce.Versioned settings,
            Set<String> symbols,
            Map<String, Long> memberSince,
            long at) {
        List<String> pinned = settings.settings().symbols();
        long version = settings.version();
        boolean all = at >= allAt;
        if (all) {
            allAt = at + ALL_EVERY_MICROS;
        }
        Map<String, Long> members = new LinkedHashMap<>();
        List<Standing> standings = new ArrayList<>();
        for (String symbol : symbols) {
            members.put(symbol, memberSince.getOrDefault(symbol, at));
            if (all || !memberSince.containsKey(symbol)) {
                String reason = pinned.contains(symbol) ? "pinned" : "listed";
                standings.add(standing(at, symbol, members.size(), reason, version));
            }
        }
        for (String symbol : memberSince.keySet()) {
            if (!symbols.contains(symbol)) {
                standings.add(standing(at, symbol, null, "not_listed", version));
            }
        }
        return new Choice(members, standings);
    }

    private static Standing standing(
            long at, String symbol, Integer rank, String reason, long version) {
        return new Standing(
                at,
                symbol,
                Market.of(symbol),
                rank,
                null,
                null,
                null,
                rank != null,
                reason,
                version);
    }
}
