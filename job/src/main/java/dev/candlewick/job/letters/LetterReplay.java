package dev.candlewick.job.letters;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.letters.LetterJudge.Judged;
import dev.candlewick.job.letters.ReplayPlan.Round;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.sinks.duckdb.DuckDb;
import dev.candlewick.sinks.duckdb.LakeTrades;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.Source;

/** Decodes dead letters by today's rules, and hands what passes to runs that revise the bars. */
public final class LetterReplay {

    /** Letters that came so much earlier may belong to a gap of those that are selected. */
    private static final Duration AROUND = Duration.ofDays(1);

    private final Settings settings;
    private final Path lake;
    private final DuckDb duckDb;
    private final Instant now;

    /**
     * Reads nothing yet.
     *
     * @param lake of this machine
     * @param duckDb has the views of the stores
     */
    public LetterReplay(Settings settings, Path lake, DuckDb duckDb, Instant now) {
        this.settings = settings;
        this.lake = lake;
        this.duckDb = duckDb;
        this.now = now;
    }

    /**
     * Which letters.
     *
     * @param reason empty for every one
     */
    public record Selection(String reason, Instant since) {

        boolean has(Letter letter) {
            return (reason.isEmpty() || reason.equals(letter.reason()))
                    && letter.receivedAt() >= micros(since);
        }
    }

    /** Runs a job over events to its end. */
    @FunctionalInterface
    public interface Runner {
        void run(Source<FeedEvent, ?, ?> events, Origin origin, List<BarInterval> intervals)
                throws Exception;
    }

    /**
     * Puts back what passes.
     *
     * @param folder where events lie on their way
     * @return a line for what was done with the letters
     */
    public List<String> run(Selection selection, Path folder, Runner runner) throws Exception {
        StoredLetters stored = new StoredLetters(duckDb);
        List<BarInterval> intervals = intervals(stored);
        ReplayPlan plan = plan(selection, stored, intervals);
        List<Round> rounds = new ArrayList<>(plan.rounds());
        if (rounds.isEmpty() && !plan.data().isEmpty()) {
            rounds.add(new Round(Origin.STREAM, List.of()));
        }
        List<FeedEvent> data = plan.data();
        for (int i = 0; i < rounds.size(); i++) {
            Path file = folder.resolve("events-" + i);
            write(rounds.get(i), i == 0 ? data : List.of(), file);
            runner.run(EventFile.source(file), rounds.get(i).origin(), intervals);
        }
        return lines(plan.judged());
    }

    private List<BarInterval> intervals(StoredLetters stored) throws SQLException, IOException {
        return Stream.concat(settings.bars().intervals().stream(), stored.intervals().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private ReplayPlan plan(Selection selection, StoredLetters stored, List<BarInterval> intervals)
            throws SQLException, IOException {
        LetterJudge judge =
                new LetterJudge(
                        new LetterDecoder(settings.quality().maxPrice()),
                        stored,
                        new LakeTrades(lake));
        List<Judged> all = new ArrayList<>();
        Instant since = selection.since().minus(AROUND);
        for (Letter letter : stored.letters("", micros(since), Long.MAX_VALUE)) {
            all.add(judge.judge(letter));
        }
        ReplayPlan plan =
                new ReplayPlan(
                        stored,
                        new WindowsAround(stored, all, intervals.get(0), micros(now)),
                        intervals.get(intervals.size() - 1),
                        settings.bars().allowedLateness());
        for (Judged letter : all) {
            if (selection.has(letter.letter())) {
                plan.add(letter);
            }
        }
        return plan;
    }

    private void write(Round round, List<FeedEvent> data, Path file)
            throws IOException, SQLException {
        SpanEvents events =
                new SpanEvents(new LakeTrades(lake), settings.bars().outOfOrderness(), micros(now));
        try (EventFile out = new EventFile(file)) {
            for (FeedEvent row : data) {
                out.add(row);
            }
            for (ReplayedSpan span : round.spans()) {
                events.write(span, out);
            }
        }
    }

    private static List<String> lines(List<Judged> judged) {
        Map<Verdict, Long> letters = new EnumMap<>(Verdict.class);
        long trades = 0;
        long rows = 0;
        for (Judged one : judged) {
            letters.merge(one.verdict(), 1L, Long::sum);
            trades += one.trades().size();
            rows += one.data().size();
        }
        List<String> lines = new ArrayList<>();
        lines.add(judged.size() + " dead letters");
        for (Map.Entry<Verdict, Long> count : letters.entrySet()) {
            String what =
                    count.getKey() == Verdict.PUT_BACK
                            ? ": " + trades + " trades, " + rows + " rows of other tables"
                            : "";
            lines.add("  " + count.getValue() + " " + count.getKey() + what);
        }
        return lines;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
