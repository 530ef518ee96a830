package dev.candlewick.sources.hyperliquid.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.sources.hyperliquid.wire.FrameInput;
import dev.candlewick.sources.json.Elements;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Answers that are rows, or a single one. */
final class RowsReader {

    private static final Schema DEX = new Schema();
    private static final Field<String> DEX_NAME = DEX.required("name", FieldType.SYMBOL);
    private static final Elements DEXS = new Elements(DEX);

    private static final Schema STATUS = new Schema();
    private static final Field<Long> STATUS_TIME = STATUS.required("time", FieldType.TIME);

    private RowsReader() {}

    static List<String> dexs(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        Scalars.enterArray(parser, "");
        List<String> names = new ArrayList<>();
        for (int place = 0; parser.nextToken() != JsonToken.END_ARRAY; place++) {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                DEXS.readOne(parser, place, reading, row -> names.add(row.get(DEX_NAME)));
            }
        }
        return names;
    }

    static Long time(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        return STATUS.read(parser, "", reading).get(STATUS_TIME);
    }
}
