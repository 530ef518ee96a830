package dev.candlewick.functions.bars;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import org.junit.jupiter.api.Test;

class StateTypesTest {

    @Test
    void evolvesAsPlainObjects() {
        assertSerializedAsPojoWithoutKryo(SymbolBars.class);
        assertSerializedAsPojoWithoutKryo(CoverageMap.class);
        assertSerializedAsPojoWithoutKryo(IntervalWindows.class);
        assertSerializedAsPojoWithoutKryo(Window.class);
        assertSerializedAsPojoWithoutKryo(DecimalSums.class);
    }
}
