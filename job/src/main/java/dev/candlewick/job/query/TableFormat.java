package dev.candlewick.job.query;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Columns in line; numbers to the right. */
final class TableFormat {

    private static final String GAP = "  ";

    private TableFormat() {}

    static long write(ResultSet result, Writer out) throws SQLException, IOException {
        List<String> names = Cells.names(result);
        List<List<Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<Object> row = new ArrayList<>();
            for (int i = 1; i <= names.size(); i++) {
                row.add(Cells.value(result, i));
            }
            rows.add(row);
        }
        write(names, rows, out);
        return rows.size();
    }

    private static void write(List<String> names, List<List<Object>> rows, Writer out)
            throws IOException {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int width = names.get(i).length();
            for (List<Object> row : rows) {
                width = Math.max(width, shown(row.get(i)).length());
            }
            widths.add(width);
        }
        writeRow(names, widths, rows.isEmpty() ? names : rows.get(0), out);
        writeRow(widths.stream().map("-"::repeat).toList(), widths, names, out);
        for (List<Object> row : rows) {
            writeRow(row.stream().map(TableFormat::shown).toList(), widths, row, out);
        }
        out.write("(" + rows.size() + (rows.size() == 1 ? " row)\n" : " rows)\n"));
    }

    private static void writeRow(
            List<String> texts, List<Integer> widths, List<?> kinds, Writer out)
            throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            String padding = " ".repeat(widths.get(i) - texts.get(i).length());
            boolean right = kinds.get(i) instanceof Number;
            line.append(i == 0 ? "" : GAP);
            line.append(right ? padding + texts.get(i) : texts.get(i) + padding);
        }
        out.write(line.toString().stripTrailing() + "\n");
    }

    /** A line break in a value must not break the table. */
    private static String shown(Object value) {
        return Cells.text(value).replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
}
