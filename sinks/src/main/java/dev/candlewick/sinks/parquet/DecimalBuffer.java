package dev.candlewick.sinks.parquet;

import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.DecimalColumn;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;

/** Decimals as doubles: by a dictionary where they repeat, as prices do. */
final class DecimalBuffer extends ColumnBuffer {

    private static final int CAPACITY = 64;

    private final DoubleDictionary dictionary;
    private double[] doubles = new double[CAPACITY];

    /**
     * @param dictionary shared by the columns of a file, which are written one after the other
     */
    DecimalBuffer(ColumnDescriptor column, DoubleDictionary dictionary) {
        super(column);
        this.dictionary = dictionary;
    }

    @Override
    public void setDouble(double value) {
        repeatDouble(value, 1);
    }

    @Override
    public void repeatDouble(double value, int rows) {
        int place = next(rows);
        if (place >= doubles.length) {
            doubles = Arrays.copyOf(doubles, 2 * place);
        }
        doubles[place] = value;
    }

    @Override
    public void setDecimals(DecimalColumn column) {
        copy(column, nextOfEach(column.length()));
    }

    @Override
    public void repeatDecimals(DecimalColumn column, BarRun run) {
        copy(column, nextOf(run));
    }

    private void copy(DecimalColumn column, int place) {
        int end = place + column.length();
        if (end > doubles.length) {
            doubles = Arrays.copyOf(doubles, Math.max(2 * doubles.length, end));
        }
        column.copyDoubles(doubles, place);
    }

    @Override
    void encode(ColumnPages pages, Statistics<?> statistics) throws IOException {
        if (dictionary.fill(doubles, entries(), values())) {
            int length = dictionary.length();
            bound(dictionary.entries(), length, statistics);
            pages.dictionary(dictionary.entries(), length);
            pages.indices(dictionary.indices(), length, statistics);
        } else {
            bound(doubles, entries(), statistics);
            pages.plain(entries() == values() ? doubles : ofEachRow(), values(), statistics);
        }
    }

    private static void bound(double[] values, int length, Statistics<?> statistics) {
        double least = values[0];
        double most = values[0];
        for (int i = 1; i < length; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        statistics.updateStats(least);
        statistics.updateStats(most);
    }

    private double[] ofEachRow() {
        double[] all = new double[values()];
        int row = 0;
        for (int i = 0; i < entries(); i++) {
            Arrays.fill(all, row, row + count(i), doubles[i]);
            row += count(i);
        }
        return all;
    }
}
