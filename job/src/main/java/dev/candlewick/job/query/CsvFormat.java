package dev.candlewick.job.query;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** RFC 4180: fields with a comma, a quote or a line break are quoted, lines end with CR LF. */
final class CsvFormat {

    private static final String END_OF_LINE = "\r\n";

    private CsvFormat() {}

    static long write(ResultSet result, Writer out) throws SQLException, IOException {
        List<String> names = Cells.names(result);
        for (int i = 0; i < names.size(); i++) {
            out.write((i == 0 ? "" : ",") + quoted(names.get(i)));
        }
        out.write(END_OF_LINE);
        long rows = 0;
        while (result.next()) {
            rows++;
            for (int i = 0; i < names.size(); i++) {
                String text = Cells.text(Cells.value(result, i + 1));
                out.write((i == 0 ? "" : ",") + quoted(text));
            }
            out.write(END_OF_LINE);
        }
        return rows;
    }

    private static String quoted(String field) {
        boolean special =
                field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return special ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
