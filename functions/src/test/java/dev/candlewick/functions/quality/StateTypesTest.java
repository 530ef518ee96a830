package dev.candlewick.functions.quality;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTypesTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                HealingPlan.class,
                GapPlan.class,
                Spans.class,
                SymbolComparison.class,
                IntervalComparison.class,
                ProofLedger.class
            })
    void evolvesAsPlainObjects(Class<?> type) {
        assertSerializedAsPojoWithoutKryo(type);
    }
}
