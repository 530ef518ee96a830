package dev.candlewick.sinks.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** Columns of texts and of bytes. */
final class TextBuffers {

    private static final int CAPACITY = 64;

    private TextBuffers() {}

    /** Texts, which repeat as a rule: each distinct one is kept once. */
    static final class Texts extends ColumnBuffer {
        private final Map<String, Integer> codes = new HashMap<>();
        private final List<Binary> texts = new ArrayList<>();
        private int[] places = new int[CAPACITY];
        private String last;
        private int lastCode;

        Texts(ColumnDescriptor column) {
            super(column);
        }

        @Override
        public void setText(String value) {
            repeatText(value, 1);
        }

        @Override
        public void repeatText(String value, int rows) {
            int place = next(rows);
            if (place == places.length) {
                places = Arrays.copyOf(places, 2 * place);
            }
            places[place] = codeOf(value);
        }

        /** Which of the distinct texts, in the order of their first use, was set last. */
        int newestCode() {
            return lastCode;
        }

        @Override
        void encode(ColumnPages pages, Statistics<?> statistics) throws IOException {
            for (Binary text : texts) {
                statistics.updateStats(text);
            }
            if (texts.size() > values() / 2) {
                pages.data(plain(all()), Encoding.PLAIN, statistics);
            } else {
                pages.dictionary(plain(texts), texts.size());
                pages.indices(places, texts.size(), statistics);
            }
        }

        /** The text of each row. */
        private List<Binary> all() {
            List<Binary> all = new ArrayList<>(values());
            for (int i = 0; i < entries(); i++) {
                all.addAll(Collections.nCopies(count(i), texts.get(places[i])));
            }
            return all;
        }

        @Override
        void clear() {
            codes.clear();
            texts.clear();
            last = null;
        }

        @SuppressWarnings("ReferenceEquality") // most often it is the very same text as before
        private int codeOf(String value) {
            if (value != last) {
                Integer known = codes.get(value);
                if (known == null) {
                    known = texts.size();
                    codes.put(value, known);
                    texts.add(Binary.fromString(value));
                }
                last = value;
                lastCode = known;
            }
            return lastCode;
        }
    }

    /** Bytes as they are; nothing is known of their bounds. */
    static final class Bytes extends ColumnBuffer {
        private final List<Binary> values = new ArrayList<>();

        Bytes(ColumnDescriptor column) {
            super(column);
        }

        @Override
        public void setBytes(byte[] value) {
            next();
            values.add(Binary.fromConstantByteArray(value));
        }

        @Override
        void encode(ColumnPages pages, Statistics<?> statistics) throws IOException {
            pages.data(plain(values), Encoding.PLAIN, statistics);
        }

        @Override
        void clear() {
            values.clear();
        }
    }

    private static BytesInput plain(List<Binary> values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Binary value : values) {
            BytesUtils.writeIntLittleEndian(bytes, value.length());
            value.writeTo(bytes);
        }
        return BytesInput.from(bytes.toByteArray());
    }
}
