package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads an array whose elements stand for themselves: a bad one does not spoil the others. */
public final class Elements {

    private final Schema schema;
    private final String place;

    /** The array is all the data of a frame. */
    public Elements(Schema schema) {
        this(schema, "data");
    }

    /**
     * @param place the array's in the frame
     */
    Elements(Schema schema, String place) {
        this.schema = schema;
        this.place = place;
    }

    /** Reads the array that the parser stands on; returns how many elements it had. */
    public int read(JsonParser parser, Reading reading, Taker taker) throws IOException {
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readOne(parser, index, reading, taker);
            index++;
        }
        return index;
    }

    /** Reads the object that the parser stands on. */
    public void readOne(JsonParser parser, int index, Reading reading, Taker taker)
            throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        try {
            taker.take(schema.read(parser, "", reading));
        } catch (Rejection rejection) {
            parser.finishToken();
            parser.skipChildren();
            long end = parser.currentLocation().getByteOffset();
            reading.rejectElement(rejection.in(place + "[" + index + "]"), start, end);
        }
    }

    /** Makes something of one element. */
    public interface Taker {
        void take(Schema.Values values) throws Rejection;
    }
}
