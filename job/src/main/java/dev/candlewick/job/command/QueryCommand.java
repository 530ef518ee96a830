package dev.candlewick.job.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.job.query.NamedParameters;
import dev.candlewick.job.query.ResultFormat;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.sinks.cache.Need;
import dev.candlewick.sinks.duckdb.DamagedFiles;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import dev.candlewick.sinks.duckdb.QueryLog;
import dev.candlewick.sinks.duckdb.QueryNeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code candlewick query}. */
@Command(
        name = "query",
        description = "Run SQL over hot store and lake, also while a job is writing.",
        footer = {
            "",
            "Views and macros: see --tables. Times are UTC. Ctrl-C cancels the query (exit code"
                    + " 130)."
        })
final class QueryCommand implements RunsCommand {

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @ArgGroup(multiplicity = "1")
    private Question question;

    @Option(
            names = "--param",
            paramLabel = "k=v",
            description = "The value of the parameter $k of the query; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--format",
            paramLabel = "table|csv|json|ndjson|parquet",
            defaultValue = "table",
            converter = FormatName.class,
            description = "How the rows are written; ${DEFAULT-VALUE} unless given.")
    private ResultFormat format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the rows are written; the standard output unless given.")
    private Path out;

    @Option(
            names = "--skip-damaged",
            description = "Leave out files of the lake that cannot be read, and name them.")
    private boolean skipDamaged;

    @Option(names = "--timing", description = "Say how many rows there were, and how long it took.")
    private boolean timing;

    /** What is asked; exactly one of these. */
    private static final class Question {

        @Parameters(
                paramLabel = "SQL",
                description = "One query, in DuckDB's SQL; - reads it from the standard input.")
        private String sql;

        @Option(names = "--file", paramLabel = "FILE", description = "Read the query from a file.")
        private Path file;

        @Option(names = "--tables", description = "List the views and macros.")
        private boolean tables;

        @Option(
                names = "--describe",
                paramLabel = "TABLE",
                description = "Show the columns of a view or macro.")
        private String described;

        boolean isSql() {
            return sql != null || file != null;
        }
    }

    QueryCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws IOException, SQLException, InvalidSettingsException {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        Optional<NamedParameters> query = query();
        try (LakeReader lake = LakeReader.open(shell, effective)) {
            refuseIfNothingIsThere(effective, lake);
            HotStoreQuery stores = lake.stores(copy -> needs(query, effective));
            if (skipDamaged) {
                List<DamagedFiles.Damaged> damaged = stores.damaged();
                damaged.forEach(file -> shell.err().println("Left out: " + lake.named(file)));
                stores = stores.without(damaged);
            }
            try (QueryRun run = begin(stores, lake)) {
                answer(run, query);
                QueryLog.of(effective.settings().hotStore().path()).add(run.millis());
                if (timing || shell.terminal()) {
                    shell.err().println(run.countAndTime());
                }
            }
        }
    }

    private List<Need> needs(Optional<NamedParameters> query, EffectiveSettings effective)
            throws SQLException, IOException {
        if (query.isEmpty()) {
            return List.of(); // views are listed and described without their rows
        }
        boolean hotStore = LakeReader.stores(effective.settings()).hasHotStore();
        return QueryNeeds.of(query.get().sql(), values(query.get()), hotStore);
    }

    /** Views look into files when they are made. */
    private QueryRun begin(HotStoreQuery stores, LakeReader lake) throws IOException, SQLException {
        try {
            return new QueryRun(shell, stores, format, out);
        } catch (SQLException e) {
            List<DamagedFiles.Damaged> damaged = stores.damaged();
            if (damaged.isEmpty()) {
                throw e;
            }
            throw Refusal.failure(
                    damaged.stream()
                            .map(file -> lake.named(file) + "; --skip-damaged leaves it out")
                            .toList());
        }
    }

    /** Empty if only views are asked for. */
    private Optional<NamedParameters> query() throws IOException {
        if (!question.isSql()) {
            if (format == ResultFormat.PARQUET) {
                throw Refusal.usage(List.of("--format parquet is for the rows of a query"));
            }
            return Optional.empty();
        }
        NamedParameters query = NamedParameters.of(sql());
        refuseOtherParameters(query);
        return Optional.of(query);
    }

    private List<String> values(NamedParameters query) {
        return query.names().stream().map(parameters::get).toList();
    }

    private void answer(QueryRun run, Optional<NamedParameters> query)
            throws IOException, SQLException {
        if (query.isPresent()) {
            run.answer(query.get().sql(), values(query.get()));
        } else if (question.tables) {
            run.listTables();
        } else {
            run.describe(question.described);
        }
    }

    private String sql() throws IOException {
        if (question.file == null) {
            return "-".equals(question.sql)
                    ? new String(shell.in().readAllBytes(), UTF_8)
                    : question.sql;
        }
        try {
            return Files.readString(question.file);
        } catch (NoSuchFileException e) {
            throw Refusal.usage(List.of("--file " + question.file + ": no such file"));
        }
    }

    private void refuseOtherParameters(NamedParameters query) {
        TreeSet<String> missing = new TreeSet<>(query.names());
        missing.removeAll(parameters.keySet());
        if (!missing.isEmpty()) {
            throw Refusal.usage(
                    missing.stream()
                            .map(name -> "$" + name + " has no value; add --param " + name + "=…")
                            .toList());
        }
        if (!query.unused(parameters.keySet()).isEmpty()) {
            throw Refusal.usage(
                    query.unused(parameters.keySet()).stream()
                            .map(name -> "--param " + name + ": the query has no $" + name)
                            .toList());
        }
    }

    private static void refuseIfNothingIsThere(EffectiveSettings effective, LakeReader lake)
            throws IOException {
        if (!Files.exists(effective.settings().hotStore().path()) && !lake.isThere()) {
            throw Refusal.usage(
                    List.of(
                            effective.describe(SettingKeys.HOT_STORE_PATH)
                                    + " and "
                                    + effective.describe(SettingKeys.LAKE_PATH)
                                    + ": neither is there; run live, replay or demo first, or name"
                                    + " others"));
        }
    }
}
