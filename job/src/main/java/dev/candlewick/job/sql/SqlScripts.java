package dev.candlewick.job.sql;

import dev.candlewick.connectors.rows.FlinkTypes;
import dev.candlewick.connectors.rows.RowsOfTable;
import dev.candlewick.connectors.rows.Scan;
import dev.candlewick.sinks.tables.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Scripts as a part of the job: they read its streams as tables of their usual names, and all that
 * they insert is one set of statements, under the checkpoints of the job.
 */
public record SqlScripts(List<Script> scripts) {

    public static final SqlScripts NONE = new SqlScripts(List.of());

    private static final Duration IDLE_AFTER = Duration.ofMinutes(1);

    /** Whether a stream has to be offered. */
    public boolean read(Table<?> table) {
        return scripts.stream().anyMatch(script -> script.names(table.name()));
    }

    /**
     * Adds what the scripts insert to the job.
     *
     * @param streams of each table that is read
     */
    public void define(
            StreamExecutionEnvironment env, Map<Table<?>, DataStream<?>> streams, String runId) {
        if (scripts.isEmpty()) {
            return;
        }
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        tables.getConfig()
                .set(
                        ExecutionConfigOptions.TABLE_EXEC_UID_GENERATION,
                        ExecutionConfigOptions.UidGeneration.ALWAYS)
                .set(ExecutionConfigOptions.TABLE_EXEC_SOURCE_IDLE_TIMEOUT, IDLE_AFTER)
                .setLocalTimeZone(java.time.ZoneOffset.UTC);
        streams.forEach((table, stream) -> offer(tables, table, stream, runId));

        int before = env.getTransformations().size();
        StreamStatementSet inserts = tables.createStatementSet();
        for (Script script : scripts) {
            script.statements().forEach(statement -> take(script, statement, tables, inserts));
        }
        attach(inserts);
        StableUids.give(env.getTransformations().subList(before, env.getTransformations().size()));
    }

    /** Looks for the connectors of the tables that are written. */
    private static void attach(StreamStatementSet inserts) {
        try {
            inserts.attachAsDataStream();
        } catch (ValidationException | TableException e) {
            throw new ValidationException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + " "
                            + firstLine(e),
                    e);
        }
    }

    private static void take(
            Script script,
            String statement,
            StreamTableEnvironment tables,
            StreamStatementSet inserts) {
        if (Script.isQuery(statement)) {
            throw new ValidationException(
                    "%s: a query of a running job needs a place for its rows; write INSERT INTO before: %s"
                            .formatted(script.name(), shortened(statement)));
        }
        try {
            if (Script.isInsert(statement)) {
                inserts.addInsertSql(statement);
            } else {
                tables.executeSql(statement);
            }
        } catch (SqlParserException | ValidationException | TableException e) {
            throw new ValidationException(
                    "%s: %s: %s".formatted(script.name(), shortened(statement), firstLine(e)), e);
        }
    }

    @SuppressWarnings("unchecked") // the stream is of the rows of the table
    private static <T> void offer(
            StreamTableEnvironment tables, Table<?> named, DataStream<?> stream, String runId) {
        Table<T> table = ((Table<T>) named).inRun(runId);
        DataType columns = FlinkTypes.row(table);
        String uid = "sql-" + table.name().replace('_', '-');
        SingleOutputStreamOperator<RowData> rows =
                ((DataStream<T>) stream)
                        .flatMap(
                                new RowsOfTable<>(
                                        table,
                                        Scan.of(columns).fields(table),
                                        InternalTypeInfo.of((RowType) columns.getLogicalType()),
                                        Long.MAX_VALUE))
                        .uid(uid)
                        .name(String.format(Locale.ROOT, "Rows of %s for SQL", table.name()));
        if (stream.getParallelism() == 1) {
            rows.setParallelism(1);
        }
        tables.createTemporaryView(
                table.name(), tables.fromDataStream(rows, FlinkTypes.streamSchema(table)));
    }

    private static String shortened(String statement) {
        String line = statement.replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    private static String firstLine(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
