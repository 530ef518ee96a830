package dev.candlewick.job.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Objects, a row a line, in an array or as lines that stand alone. */
final class JsonFormat {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonFormat() {}

    static long write(ResultSet result, Writer out) throws SQLException, IOException {
        List<String> names = Cells.names(result);
        long rows = 0;
        while (result.next()) {
            out.write(rows == 0 ? "[\n" : ",\n");
            writeRow(result, names, out);
            rows++;
        }
        out.write(rows == 0 ? "[]\n" : "\n]\n");
        return rows;
    }

    static long writeLines(ResultSet result, Writer out) throws SQLException, IOException {
        List<String> names = Cells.names(result);
        long rows = 0;
        while (result.next()) {
            writeRow(result, names, out);
            out.write("\n");
            rows++;
        }
        return rows;
    }

    private static void writeRow(ResultSet result, List<String> names, Writer out)
            throws SQLException, IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            for (int i = 0; i < names.size(); i++) {
                json.writeFieldName(names.get(i));
                writeValue(json, Cells.value(result, i + 1));
            }
            json.writeEndObject();
        }
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number && isFinite(number)) {
            json.writeRawValue(Cells.text(number));
        } else {
            json.writeString(value.toString());
        }
    }

    /** JSON has no infinity; it becomes text. */
    private static boolean isFinite(Number number) {
        return Double.isFinite(number.doubleValue());
    }
}
