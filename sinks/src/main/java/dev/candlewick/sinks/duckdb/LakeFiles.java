package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Table;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The rows of a lake, of all its files or of those of some days.
 *
 * @param rows the rows of a table in some of its files
 */
record LakeFiles(BiFunction<Table<?>, Choice, String> rows) {

    /** No lake. */
    static final LakeFiles NONE = new LakeFiles((table, files) -> LakeRows.none(table));

    /**
     * Which files are read.
     *
     * @param condition what the name of a file meets, {@code file.filename}
     * @param hidden whether hidden ones are read too, whose rows others have as well
     */
    record Choice(String condition, boolean hidden) {
        static final Choice VISIBLE = new Choice("true", false);
    }

    /** The day of a file; a file that is in no such folder has none. */
    private static final String DAY = "/date=(\\d{4}-\\d{2}-\\d{2})/[^/]*$";

    LakeRows all() {
        return table -> rows.apply(table, Choice.VISIBLE);
    }

    /** All files, hidden ones too: a row may be there twice. */
    String evenHidden(Table<?> table) {
        return rows.apply(table, new Choice("true", true));
    }

    /** The files of a day and later, hidden ones too: a row may be there twice. */
    String evenHiddenSince(Table<?> table, LocalDate day) {
        String folder = "regexp_extract(file.filename, '" + DAY + "', 1)";
        return rows.apply(
                table,
                new Choice(
                        folder + " = '' OR " + folder + " >= " + Sql.literal(day.toString()),
                        true));
    }

    /** The files of the days between {@code since} and {@code until}, parameters of a macro. */
    String between(Table<?> table) {
        return rows.apply(
                table, new Choice(Sql.fill("days_between.sql", Map.of("day", DAY)), false));
    }
}
