package dev.candlewick.job.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.candlewick.functions.model.SettingsChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The settings in force, their version, and how they came to be. Every process of a job reads them
 * here.
 *
 * @param version rises by one with each change
 * @param runId the run that they are in force in
 * @param startedAt the version before the first change of this run
 * @param shown every key as it may be printed
 * @param reloadable the text of those keys that take effect without a restart
 * @param changes the newest ones, oldest first
 */
public record SettingsHistory(
        long version,
        String runId,
        long startedAt,
        Map<String, String> shown,
        Map<String, String> reloadable,
        List<SettingsChange> changes) {

    private static final int CHANGES = 1_000;
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(SerializationFeature.INDENT_OUTPUT);

    /** Of the first run of all. */
    public static SettingsHistory first(String runId, EffectiveSettings settings) {
        return new SettingsHistory(1, runId, 1, settings.shown(), settings.reloadable(), List.of());
    }

    /** Of a run that begins with these settings: what differs from the run before is a change. */
    public SettingsHistory begin(String newRunId, EffectiveSettings settings, long now) {
        SettingsHistory changed = with(settings, now, key -> true);
        return new SettingsHistory(
                changed.version,
                newRunId,
                version,
                settings.shown(),
                settings.reloadable(),
                changed.changes);
    }

    /** After a change of the file: only what takes effect in the run; the same if nothing does. */
    public SettingsHistory reload(EffectiveSettings settings, long now) {
        return with(settings, now, ReloadableSettings::includes);
    }

    /** The keys that differ and take effect only after a restart. */
    public List<String> needingRestart(EffectiveSettings settings) {
        return settings.entries().stream()
                .filter(entry -> !ReloadableSettings.includes(entry.key()) && differs(entry))
                .map(EffectiveSettings.Entry::key)
                .toList();
    }

    private SettingsHistory with(EffectiveSettings settings, long now, Predicate<String> keys) {
        List<SettingsChange> news =
                settings.entries().stream()
                        .filter(entry -> keys.test(entry.key()) && differs(entry))
                        .map(entry -> change(entry, now))
                        .toList();
        if (news.isEmpty()) {
            return this;
        }
        Map<String, String> nowShown = new TreeMap<>(shown);
        news.forEach(change -> nowShown.put(change.key(), change.newValue()));
        List<SettingsChange> all = Stream.concat(changes.stream(), news.stream()).toList();
        return new SettingsHistory(
                version + 1,
                runId,
                startedAt,
                nowShown,
                settings.reloadable(),
                all.subList(Math.max(0, all.size() - CHANGES), all.size()));
    }

    /** A key that an older release did not have has not changed. */
    private boolean differs(EffectiveSettings.Entry entry) {
        return !shown.getOrDefault(entry.key(), entry.value()).equals(entry.value());
    }

    private SettingsChange change(EffectiveSettings.Entry entry, long now) {
        return new SettingsChange(
                now,
                version + 1,
                entry.key(),
                shown.get(entry.key()),
                entry.value(),
                entry.origin().text());
    }

    public List<SettingsChange> changesAfter(long known) {
        return new ArrayList<>(
                changes.stream().filter(change -> change.version() > known).toList());
    }

    /** The values in force, typed. */
    public ReloadableSettings settings() throws InvalidSettingsException {
        return ReloadableSettings.parse(reloadable);
    }

    public String toJson() throws IOException {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IOException if it is something else
     */
    public static SettingsHistory ofJson(String json) throws IOException {
        try {
            return JSON.readValue(json, SettingsHistory.class);
        } catch (JsonProcessingException e) {
            throw new IOException("It is no list of settings: " + e.getOriginalMessage(), e);
        }
    }
}
