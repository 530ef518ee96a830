package dev.candlewick.sources.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads an array of objects; a rejected element does not affect the others. */
public final class Elements {

    private final Schema schema;
    private final String place;

    /** For an array that is the whole data of a frame. */
    public Elements(Schema schema) {
        this(schema, "data");
    }

    public Elements(Schema schema, String place) {
        this.schema = schema;
        this.place = place;
    }

    /** Uses one element. */
    @FunctionalInterface
    public interface Taker {
        void take(Row row) throws Rejection;
    }

    /** Reads the array that the parser stands on; returns the number of its elements. */
    public int read(JsonParser parser, JsonInput input, Taker taker) throws IOException, Rejection {
        Scalars.enterArray(parser, "");
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readOne(parser, index, input, taker);
            index++;
        }
        return index;
    }

    /** The elements in their places: null where one is rejected. */
    public <T> List<T> readInPlaces(
            JsonParser parser, String field, JsonInput input, Function<Row, T> made)
            throws IOException, Rejection {
        Scalars.enterArray(parser, field);
        List<T> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int index = elements.size();
            readOne(parser, index, input, row -> elements.add(made.apply(row)));
            if (elements.size() == index) {
                elements.add(null);
            }
        }
        return elements;
    }

    /** Reads the element that the parser stands on. */
    public void readOne(JsonParser parser, int index, JsonInput input, Taker taker)
            throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        try {
            taker.take(schema.read(parser, "", input));
        } catch (Rejection rejection) {
            parser.finishToken();
            parser.skipChildren();
            long end = parser.currentLocation().getByteOffset();
            input.rejectElement(rejection.in(place + "[" + index + "]"), start, end);
        }
    }
}
