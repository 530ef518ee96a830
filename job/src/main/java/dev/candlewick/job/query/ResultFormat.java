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
        public long write(ResultSet result, Writer out) throws SQLException, IOException {
            return TableFormat.write(result, out);
        }
    },
    /** RFC 4180, with a header; null is an empty field. */
    CSV {
        @Override
        public long write(ResultSet result, Writer out) throws SQLException, IOException {
            return CsvFormat.write(result, out);
        }
    },
    /** One array with an object for each row. */
    JSON {
        @Override
        public long write(ResultSet result, Writer out) throws SQLException, IOException {
            return JsonFormat.write(result, out);
        }
    },
    /** An object for each row, a line each. */
    NDJSON {
        @Override
        public long write(ResultSet result, Writer out) throws SQLException, IOException {
            return JsonFormat.writeLines(result, out);
        }
    },
    /** A Parquet file, which DuckDB writes by itself. */
    PARQUET {
        @Override
        public long write(ResultSet result, Writer out) {
            throw new UnsupportedOperationException("Parquet is not text");
        }
    };

    /** Writes all rows and counts them; does not close the writer. */
    public abstract long write(ResultSet result, Writer out) throws SQLException, IOException;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
