package dev.candlewick.job.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.job.query.ResultFormat;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.sinks.cache.Need;
import dev.candlewick.sinks.cache.Wanted;
import dev.candlewick.sinks.duckdb.DuckDb;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import dev.candlewick.sinks.tables.Tables;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candlewick dead-letters}. */
@Command(
        name = "dead-letters",
        description = "Count the input that was refused, and show samples of it.",
        footer = {"", "dead-letters replay puts back what today's rules accept."})
final class DeadLettersCommand implements RunsCommand {

    private static final String COUNTS =
            """
            SELECT reason, channel, count(*) AS letters, min(received_at) AS first,
                max(received_at) AS last
            FROM dead_letters
            WHERE ($1 = '' OR reason = $1) AND received_at >= $2::TIMESTAMPTZ
            GROUP BY ALL
            ORDER BY letters DESC, reason, channel
            """;
    private static final String SAMPLES =
            """
            SELECT received_at, reason, channel, source, detail,
                left(
                    replace(replace(CAST(payload AS VARCHAR), '\\x22', '"'), '\\x27', chr(39)),
                    200
                ) AS payload
            FROM dead_letters
            WHERE ($1 = '' OR reason = $1) AND received_at >= $2::TIMESTAMPTZ
            QUALIFY
                row_number() OVER (PARTITION BY reason, channel ORDER BY received_at DESC)
                <= $3::INTEGER
            ORDER BY reason, channel, received_at DESC
            """;

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();
    @Mixin private LetterSelection selection = new LetterSelection();

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many of each reason and channel are shown; ${DEFAULT-VALUE}.")
    private int samples;

    /** Which letters. */
    static final class LetterSelection {

        @Option(
                names = "--reason",
                paramLabel = "R",
                defaultValue = "",
                description = "Only letters of this reason, such as price_out_of_range.")
        private String reason;

        @Option(
                names = "--since",
                paramLabel = "T",
                converter = UtcTime.class,
                description = "Only letters received then or later, such as 2025-09-04T20:00Z.")
        private Instant since = Instant.EPOCH;

        String reason() {
            return reason;
        }

        Instant since() {
            return since;
        }
    }

    DeadLettersCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws IOException, SQLException, InvalidSettingsException {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        if (samples < 0) {
            throw Refusal.usage(List.of("--samples is less than 0; write 2, or 0 for none"));
        }
        List<String> values = List.of(selection.reason(), selection.since().toString());
        List<String> withSamples =
                List.of(selection.reason(), selection.since().toString(), "" + samples);
        Writer out = new BufferedWriter(new OutputStreamWriter(shell.out(), UTF_8));
        try (LakeReader lake = lakeOf(effective);
                DuckDb duckDb = lake.stores(copy -> List.of(need())).open()) {
            duckDb.query(COUNTS, values, rows -> ResultFormat.TABLE.write(rows, out));
            if (samples > 0) {
                out.write("\n");
                duckDb.query(SAMPLES, withSamples, rows -> ResultFormat.TABLE.write(rows, out));
            }
        }
        out.flush();
    }

    private LakeReader lakeOf(EffectiveSettings effective) throws IOException {
        LakeReader lake = LakeReader.open(shell, effective);
        if (!lake.isThere()) {
            lake.close();
            throw notThere(effective);
        }
        return lake;
    }

    private Need need() {
        return Need.of(
                Tables.DEAD_LETTERS,
                Wanted.between(LocalDate.ofInstant(selection.since(), ZoneOffset.UTC), null));
    }

    static HotStoreQuery stores(Settings settings) {
        return HotStoreQuery.over(
                settings.hotStore().path().toString(),
                settings.lake().path(),
                settings.bars().allowedLateness());
    }

    /**
     * The lake, which keeps the letters.
     *
     * @throws Refusal if DuckDB cannot read it, or it is not there
     */
    static Path lake(EffectiveSettings effective) {
        String described = effective.describe(SettingKeys.LAKE_PATH);
        Path lake =
                LocalPaths.of(effective.settings().lake().path())
                        .orElseThrow(
                                () ->
                                        Refusal.usage(
                                                List.of(
                                                        described
                                                                + ": dead letters are put back from"
                                                                + " this machine only; mount or"
                                                                + " copy the lake")));
        if (!Files.isDirectory(lake)) {
            throw notThere(effective);
        }
        return lake;
    }

    private static Refusal notThere(EffectiveSettings effective) {
        return Refusal.usage(
                List.of(
                        effective.describe(SettingKeys.LAKE_PATH)
                                + ": no lake is there; name another with --set"));
    }
}
