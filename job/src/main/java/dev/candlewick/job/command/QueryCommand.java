package dev.candlewick.job.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.job.query.ResultFormat;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code candlewick query}. */
@Command(
        name = "query",
        description = "Run SQL over hot store and lake, also while a job is writing.",
        footer = {
            "",
            "Views: bars, bars_asof(time), trades, late_trades, books, bbo, bbo_newest, mids,",
            "asset_contexts, asset_contexts_newest, exchange_candles, account_events, gaps,",
            "reconciliation, sentiment, sentiment_regimes, signals, dead_letters; times are UTC."
        })
final class QueryCommand implements RunsCommand {

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Parameters(paramLabel = "SQL", description = "One query, in DuckDB's SQL.")
    private String sql;

    @Option(
            names = "--format",
            paramLabel = "table|csv|json",
            defaultValue = "table",
            converter = FormatConverter.class,
            description = "How the rows are written; ${DEFAULT-VALUE} unless given.")
    private ResultFormat format;

    QueryCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws IOException, InvalidSettingsException {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        Settings settings = effective.settings();
        refuseIfNothingIsThere(effective);
        sayWhatIsLeftOut(effective);
        HotStoreQuery query =
                HotStoreQuery.over(
                        settings.hotStore().path().toString(),
                        settings.lake().path(),
                        settings.bars().allowedLateness());
        Writer out = new BufferedWriter(new OutputStreamWriter(shell.out(), UTF_8));
        try {
            query.run(sql, rows -> format.write(rows, out));
        } catch (SQLException e) {
            throw Refusal.failure(inDuckDbsWords(e));
        } finally {
            out.flush();
        }
    }

    /** Without the excerpt of the query that DuckDB adds below them. */
    private static String inDuckDbsWords(SQLException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .takeWhile(line -> !line.startsWith("LINE "))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private void sayWhatIsLeftOut(EffectiveSettings effective) {
        if (LocalPaths.of(effective.settings().lake().path()).isEmpty()) {
            shell.err()
                    .println(
                            effective.describe(SettingKeys.LAKE_PATH)
                                    + ": DuckDB cannot read it there; the views show what is in the"
                                    + " hot store");
        }
    }

    private static void refuseIfNothingIsThere(EffectiveSettings effective) {
        Settings settings = effective.settings();
        boolean lake = LocalPaths.of(settings.lake().path()).filter(Files::exists).isPresent();
        if (!lake && !Files.exists(settings.hotStore().path())) {
            throw Refusal.usage(
                    List.of(
                            effective.describe(SettingKeys.HOT_STORE_PATH)
                                    + " and "
                                    + effective.describe(SettingKeys.LAKE_PATH)
                                    + ": neither is there; run live, replay or demo first, or name"
                                    + " others"));
        }
    }

    /** Reads the name of a format. */
    static final class FormatConverter implements ITypeConverter<ResultFormat> {

        @Override
        public ResultFormat convert(String name) {
            return Arrays.stream(ResultFormat.values())
                    .filter(format -> format.toString().equals(name))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "'"
                                                    + name
                                                    + "' is no format; write table, csv or json"));
        }
    }
}
