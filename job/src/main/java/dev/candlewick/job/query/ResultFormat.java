package dev.candlewick.job.query;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** How a result is written. */
public enum ResultFormat {
    /** Columns in line, for people. */
    TABLE {
        @Override
        public void write(ResultSet result, Writer out) throws SQLException, IOException {
            TableFormat.write(result, out);
        }
    },
    /** RFC 4180, with a header; null is an empty field. */
    CSV {
        @Override
        public void write(ResultSet result, Writer out) throws SQLException, IOException {
            CsvFormat.write(result, out);
        }
    },
    /** One array with an object for each row. */
    JSON {
        @Override
        public void write(ResultSet result, Writer out) throws SQLException, IOException {
            JsonFormat.write(result, out);
        }
    };

    /** Writes all rows; does not close the writer. */
    public abstract void write(ResultSet result, Writer out) throws SQLException, IOException;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
