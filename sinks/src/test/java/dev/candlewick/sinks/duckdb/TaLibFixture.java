package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.duckdb.TestingIndicators.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import com.tictactec.ta.lib.Compatibility;
import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Bars, and indicators that TA-Lib has made of them. */
abstract class TaLibFixture {

    static final String SYMBOLS = "TINY, 1e-11\nUSUAL, 1\nHUGE, 1e4";

    final TestingWalk walk = new TestingWalk(2_000);
    final int last = walk.length() - 1;
    final MInteger begin = new MInteger();
    final MInteger count = new MInteger();
    TestingIndicators indicators;

    @BeforeAll
    void fill(@TempDir Path folder) throws Exception {
        indicators = new TestingIndicators(folder);
        for (String line : SYMBOLS.split("\n")) {
            String[] cells = line.split(", ");
            indicators.lake(walk.bars(cells[0], Double.parseDouble(cells[1])));
        }
    }

    @AfterAll
    void close() throws Exception {
        indicators.close();
    }

    void assertSameAlone(String pair, Map<String, double[]> all, String symbol, double scale) {
        String column = pair.split("=")[0];
        String macro = pair.split("=")[1];
        try {
            Map<String, double[]> alone =
                    indicators.call("%s('%s', '1m')".formatted(macro, symbol));
            String name =
                    alone.containsKey(column)
                            ? column
                            : column.replace("bollinger_", "").replaceAll("_\\d+$", "");
            double[] expected = alone.getOrDefault(name, alone.get(macro));
            assertSame(column, all.get(column), expected, scale);
        } catch (Exception e) {
            throw new AssertionError(pair, e);
        }
    }

    static int firstValue(double[] values) {
        int i = 0;
        while (Double.isNaN(values[i])) {
            i++;
        }
        return i;
    }

    static Core core() {
        return new Core();
    }

    static Core metastock() {
        Core core = new Core();
        core.SetCompatibility(Compatibility.Metastock);
        return core;
    }

    static void check(RetCode code) {
        assertThat(code).isEqualTo(RetCode.Success);
    }

    /** What TA-Lib gave, at the bars that it is of; nothing before it begins. */
    double[] aligned(double[] out, double scale) {
        double[] values = new double[walk.length()];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < count.value; i++) {
            values[begin.value + i] = out[i] * scale;
        }
        return values;
    }
}
