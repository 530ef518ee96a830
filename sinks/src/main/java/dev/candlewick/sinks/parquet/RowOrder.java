package dev.candlewick.sinks.parquet;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.ColumnType;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The order of the elements of a row group, each of which is one row or several with the same key
 * texts: those that are alike in them stand together, and otherwise each where it came.
 */
final class RowOrder<T> {

    private final List<Column.Value<T>> keys = new ArrayList<>();
    private final List<TextBuffers.Texts> texts = new ArrayList<>();

    RowOrder(Table<T> table, List<ColumnBuffer> buffers) {
        for (int i = 0; i < buffers.size(); i++) {
            Column<T> column = table.columns().get(i);
            boolean isOfKey = table.key().contains(column.name()) && !column.nullable();
            if (isOfKey && column.type() == ColumnType.VARCHAR) {
                keys.add(column.value());
                texts.add(new TextBuffers.Texts(buffers.get(i).column()));
            }
        }
    }

    /** The elements in their order. */
    List<T> of(List<T> elements) throws IOException {
        List<T> ordered = elements;
        // The last key first: each pass keeps the order of those before it.
        for (int i = keys.size() - 1; i >= 0; i--) {
            ordered = together(ordered, keys.get(i), texts.get(i));
        }
        return ordered;
    }

    private static <T> List<T> together(
            List<T> elements, Column.Value<T> key, TextBuffers.Texts texts) throws IOException {
        List<List<T>> alike = new ArrayList<>();
        for (T element : elements) {
            key.move(element, texts);
            int code = texts.newestCode();
            if (code == alike.size()) {
                alike.add(new ArrayList<>());
            }
            alike.get(code).add(element);
        }
        texts.begin();
        List<T> ordered = new ArrayList<>(elements.size());
        alike.forEach(ordered::addAll);
        return ordered;
    }
}
