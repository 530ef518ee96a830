package dev.candlewick.job.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Values of a result: null, a Boolean, a Number, or text; times are text in ISO form, UTC. */
final class Cells {

    private static final String TIMESTAMP = "TIMESTAMP";
    private static final String TIMESTAMP_WITH_ZONE = "TIMESTAMP WITH TIME ZONE";

    private Cells() {}

    static List<String> names(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        return names;
    }

    static Object value(ResultSet result, int column) throws SQLException {
        String type = result.getMetaData().getColumnTypeName(column);
        if (type.equals(TIMESTAMP) || type.equals(TIMESTAMP_WITH_ZONE)) {
            return time(result, column, type.equals(TIMESTAMP_WITH_ZONE));
        }
        if (type.startsWith(TIMESTAMP + "_")) {
            LocalDateTime time = result.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toString();
        }
        Object value = result.getObject(column);
        if (value == null || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        if (value instanceof String) {
            return value;
        }
        return value instanceof Blob blob ? text(blob) : result.getString(column);
    }

    /**
     * Of microseconds since the epoch: what the driver makes of a time depends on the zone of the
     * machine, and is wrong where its clocks change.
     */
    private static String time(ResultSet result, int column, boolean isInstant)
            throws SQLException {
        long micros = result.getLong(column);
        if (result.wasNull()) {
            return null;
        }
        if (Math.abs(micros) == Long.MAX_VALUE) {
            return micros > 0 ? "infinity" : "-infinity";
        }
        Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return isInstant
                ? time.toString()
                : time.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
    }

    /** As people read it: numbers without an exponent where that is not absurd. */
    static String text(Object value) {
        if (value instanceof Double number && isPlain(number)) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return value == null ? "" : value.toString();
    }

    private static boolean isPlain(double number) {
        double size = Math.abs(number);
        return number == 0 || (size >= 1e-12 && size < 1e18);
    }

    /** Text if it is some, else hexadecimal digits. */
    private static String text(Blob blob) throws SQLException {
        byte[] bytes = blob.getBytes(1, (int) blob.length());
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
    }
}
