package dev.candlewick.sinks.tables;

import java.io.IOException;
import java.util.function.ToIntFunction;

/**
 * One column of a table of {@code T}.
 *
 * @param nullable whether a row may have no value here
 * @param value moves the value of a row into a cell
 */
public record Column<T>(String name, ColumnType type, boolean nullable, Value<T> value) {

    /**
     * The column that names the run which wrote the row, in a table of which no run is known yet.
     */
    static <T> Column<T> ofRun(String name) {
        return new Column<>(name, ColumnType.VARCHAR, false, new RunId<>(null, null));
    }

    /** The same column for the rows of one run, if it names the run; otherwise itself. */
    Column<T> inRun(String runId, ToIntFunction<T> rows) {
        return value instanceof RunId<T>
                ? new Column<>(name, type, nullable, new RunId<>(runId, rows))
                : this;
    }

    private record RunId<T>(String runId, ToIntFunction<T> rows) implements Value<T> {
        @Override
        public void move(T row, Cell cell) throws IOException {
            if (runId == null) {
                throw new IllegalStateException("Rows are written by a table that is inRun");
            }
            cell.repeatText(runId, rows.applyAsInt(row));
        }
    }

    /** Moves the value of a row into a cell; of each row, where one thing is many rows. */
    @FunctionalInterface
    public interface Value<T> {
        void move(T row, Cell cell) throws IOException;
    }
}
