package dev.candlewick.job.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.job.local.StopSignal;
import dev.candlewick.job.query.ResultFormat;
import dev.candlewick.sinks.duckdb.DamagedFiles;
import dev.candlewick.sinks.duckdb.DuckDb;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import dev.candlewick.sinks.duckdb.Queryable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A query from its SQL to the bytes of its answer; counted, timed, and cancelled by Ctrl-C. */
final class QueryRun implements AutoCloseable {

    private static final int CANCELLED = 130;
    private static final List<String> MISTAKES =
            List.of("Parser Error", "Binder Error", "Catalog Error", "Conversion Error");
    private static final Duration LOOKS_FOR_A_STOP_EVERY = Duration.ofMillis(50);

    private final Shell shell;
    private final HotStoreQuery stores;
    private final ResultFormat format;
    private final Path out;
    private final long startedAt = System.nanoTime();
    private final StopSignal stop;
    private final DuckDb duckDb;
    private volatile boolean done;
    private long rows;

    /**
     * @param out where the answer goes; null for the standard output
     */
    QueryRun(Shell shell, HotStoreQuery stores, ResultFormat format, Path out)
            throws SQLException, IOException {
        this.shell = shell;
        this.stores = stores;
        this.format = format;
        this.out = out;
        this.stop = shell.stops().get();
        this.stop.onLastResort(() -> CANCELLED);
        this.duckDb = stores.open();
        Thread watch = new Thread(this::cancelWhenStopped, "cancel the query");
        watch.setDaemon(true);
        watch.start();
    }

    void answer(String sql, List<String> values) throws IOException {
        orRefuse(
                () -> {
                    if (format == ResultFormat.PARQUET) {
                        writeParquet(sql, values);
                    } else {
                        writeText(sql, values);
                    }
                });
    }

    void listTables() throws IOException {
        orRefuse(() -> text(writer -> new Queryable(duckDb).list(result -> write(result, writer))));
    }

    void describe(String table) throws IOException, SQLException {
        Queryable queryable = new Queryable(duckDb);
        String relation =
                queryable
                        .find(table)
                        .orElseThrow(
                                () ->
                                        Refusal.usage(
                                                List.of(
                                                        "--describe "
                                                                + table
                                                                + ": there is no such view or"
                                                                + " macro; see query --tables")));
        orRefuse(() -> text(writer -> queryable.describe(relation, rs -> write(rs, writer))));
    }

    /** How many rows there were, and how long it took. */
    String countAndTime() {
        return String.format(
                Locale.ROOT,
                "%,d %s in %.3f s",
                rows,
                rows == 1 ? "row" : "rows",
                (System.nanoTime() - startedAt) / 1e9);
    }

    long millis() {
        return (System.nanoTime() - startedAt) / 1_000_000;
    }

    @Override
    public void close() throws SQLException {
        done = true;
        duckDb.close();
    }

    private void writeText(String sql, List<String> values) throws SQLException, IOException {
        text(writer -> duckDb.query(sql, values, result -> write(result, writer)));
    }

    private void write(ResultSet result, Writer writer) throws SQLException, IOException {
        rows = format.write(result, writer);
    }

    private void text(Answer answer) throws SQLException, IOException {
        try (OutputStream file = out == null ? null : Files.newOutputStream(out)) {
            Writer writer =
                    new BufferedWriter(
                            new OutputStreamWriter(file == null ? shell.out() : file, UTF_8));
            try {
                answer.write(writer);
            } finally {
                writer.flush();
            }
        }
    }

    private void writeParquet(String sql, List<String> values) throws SQLException, IOException {
        if (out != null) {
            rows = duckDb.writeParquet(sql, values, out.toAbsolutePath());
            return;
        }
        Path folder = Files.createTempDirectory("candlewick-query");
        Path file = folder.resolve("answer.parquet");
        try {
            rows = duckDb.writeParquet(sql, values, file);
            Files.copy(file, shell.out());
            shell.out().flush();
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /** It may not have begun yet when the signal comes, so once is not enough. */
    private void cancelWhenStopped() {
        while (!done) {
            LockSupport.parkNanos(LOOKS_FOR_A_STOP_EVERY.toNanos());
            if (stop.isRequested()) {
                try {
                    duckDb.cancel();
                } catch (SQLException e) {
                    // It has just ended by itself.
                }
            }
        }
    }

    private void orRefuse(Step step) throws IOException {
        try {
            step.run();
        } catch (SQLException e) {
            throw stop.isRequested()
                    ? Refusal.withCode(CANCELLED, "the query was cancelled")
                    : Refusal.failure(named(inDuckDbsWords(e)));
        }
    }

    /** Words on a file that say not which one get its name. */
    private List<String> named(List<String> words) throws IOException {
        boolean ofTheQuery = MISTAKES.stream().anyMatch(words.get(0)::startsWith);
        List<String> lines = new ArrayList<>(words);
        try {
            (ofTheQuery ? List.<DamagedFiles.Damaged>of() : stores.damaged())
                    .forEach(
                            file ->
                                    lines.add(
                                            file
                                                    + "; --skip-damaged leaves it out, doctor"
                                                    + " says what to do"));
        } catch (SQLException e) {
            // What is wrong has been said.
        }
        return lines;
    }

    /** A line of what is wrong, then the line of the query with a caret below the place. */
    private static List<String> inDuckDbsWords(SQLException failure) {
        StringBuilder words = new StringBuilder();
        List<String> place = new ArrayList<>();
        for (String line : String.valueOf(failure.getMessage()).lines().toList()) {
            if (!place.isEmpty() || line.startsWith("LINE ")) {
                place.add(line.stripTrailing());
            } else if (!line.isBlank()) {
                words.append(words.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        List<String> lines = new ArrayList<>(List.of(words.toString()));
        lines.addAll(place);
        return lines;
    }

    /** Writes an answer as text. */
    private interface Answer {
        void write(Writer writer) throws SQLException, IOException;
    }

    /** What DuckDB may refuse. */
    private interface Step {
        void run() throws SQLException, IOException;
    }
}
