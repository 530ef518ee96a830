package dev.candlewick.functions.quality;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTypesTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Admission.class,
                HealingPlan.class,
                GapPlan.class,
                Spans.class,
                WindowKey.class,
                Newest.class,
                RevisionClock.class,
                SymbolComparison.class,
                IntervalComparison.class
            })
    void evolvesAsPlainObjects(Class<?> type) {
        assertSerializedAsPojoWithoutKryo(type);
    }
}
