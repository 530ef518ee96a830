package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentReading;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Turns the readings of one index, in whatever order they come, into rows for each day and each
 * episode whose content changes by them.
 *
 * <p>A reading's neighbours are the readings before and after it, whatever their dates: the
 * provider left days out, and nothing is made up for them.
 */
final class SentimentBuilder {
    private final SentimentRules rules;
    private final String runId;
    private final String indexName;
    private final IndexHistory history;
    private final Consumer<Sentiment> rows;
    private final Consumer<RegimeEpisode> episodes;

    SentimentBuilder(
            SentimentRules rules,
            String runId,
            String indexName,
            IndexHistory history,
            Consumer<Sentiment> rows,
            Consumer<RegimeEpisode> episodes) {
        this.rules = rules;
        this.runId = runId;
        this.indexName = indexName;
        this.history = history;
        this.rows = rows;
        this.episodes = episodes;
    }

    /** Takes a reading that says something new. */
    void add(SentimentReading reading) {
        List<Movement> movementsBefore = movementsAfter(reading.readingDate());
        Map<Long, Episode> episodesBefore = episodesAround(reading.readingDate());
        history.put(reading);
        emit(history.positionOf(reading.readingDate()));
        emitMoved(reading.readingDate(), movementsBefore);
        emitEpisodes(
                episodesBefore,
                episodesAround(reading.readingDate()),
                history.day(reading.readingDate()).knownAt);
    }

    /**
     * Judges every known day again; what other rules said of it so far tells which rows change by
     * that.
     */
    void judgedBefore(SentimentRules before) {
        for (int position = 0; position < history.days.size(); position++) {
            if (!meaning(position, rules).equals(meaning(position, before))) {
                emit(position);
            }
        }
        emitEpisodes(
                Episode.all(history, before.bounds()),
                Episode.all(history, rules.bounds()),
                Long.MIN_VALUE);
    }

    /** All that rules decide of a day. */
    private List<Object> meaning(int position, SentimentRules by) {
        int value = history.days.get(position).value;
        Regime regime = by.regime(value);
        return List.of(
                regime,
                by.contrarianStrength(value),
                by.pressure(regime),
                Movement.of(history.days, position, by));
    }

    /** The movements of all days that look back at a date. */
    private List<Movement> movementsAfter(long readingDate) {
        return daysAfter(readingDate)
                .mapToObj(position -> Movement.of(history.days, position, rules))
                .toList();
    }

    private IntStream daysAfter(long readingDate) {
        int first = history.positionOf(readingDate + 1);
        int end = Math.min(history.days.size(), first + rules.volatilityReadings() - 1);
        return IntStream.range(first, end);
    }

    private void emitMoved(long readingDate, List<Movement> before) {
        List<Movement> after = movementsAfter(readingDate);
        int first = history.positionOf(readingDate + 1);
        for (int i = 0; i < after.size(); i++) {
            if (!after.get(i).equals(before.get(i))) {
                emit(first + i);
            }
        }
    }

    private void emit(int position) {
        IndexDay day = history.days.get(position);
        Movement movement = Movement.of(history.days, position, rules);
        Regime regime = rules.regime(day.value);
        day.revision++;
        day.rowKnownAt = Math.max(day.rowKnownAt, knownAt(position));
        rows.accept(
                new Sentiment(
                        indexName,
                        day.readingDate,
                        day.value,
                        day.providerLabel,
                        regime,
                        rules.signal(regime),
                        rules.contrarianStrength(day.value),
                        movement.previousValue(),
                        movement.trend(),
                        movement.trendStrength(),
                        movement.volatility(),
                        rules.pressure(regime),
                        day.firstSeenAt,
                        day.rowKnownAt,
                        day.revision,
                        runId));
    }

    private long knownAt(int position) {
        return Movement.window(history.days, position, rules).stream()
                .mapToLong(day -> day.knownAt)
                .max()
                .orElseThrow();
    }

    private Map<Long, Episode> episodesAround(long readingDate) {
        return Episode.around(history, readingDate, rules.bounds());
    }

    private void emitEpisodes(Map<Long, Episode> before, Map<Long, Episode> after, long changedAt) {
        before.values().stream()
                .filter(episode -> !after.containsKey(episode.startedOn()))
                .forEach(episode -> episodes.accept(vanished(episode, changedAt)));
        after.values().stream()
                .filter(episode -> !episode.equals(before.get(episode.startedOn())))
                .forEach(episode -> episodes.accept(row(episode, changedAt)));
    }

    private RegimeEpisode vanished(Episode episode, long changedAt) {
        return RegimeEpisode.vanished(
                indexName,
                episode.regime(),
                episode.startedOn(),
                Math.max(episode.knownAt(), changedAt),
                history.nextEpisodeRevision(episode.startedOn()),
                runId);
    }

    private RegimeEpisode row(Episode episode, long changedAt) {
        return new RegimeEpisode(
                indexName,
                episode.regime(),
                episode.startedOn(),
                episode.endedOn(),
                episode.days(),
                episode.minValue(),
                episode.maxValue(),
                episode.meanValue(),
                Math.max(episode.knownAt(), changedAt),
                history.nextEpisodeRevision(episode.startedOn()),
                runId);
    }
}
