package dev.candlewick.functions.model;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTypesTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Trade.class,
                Bar.class,
                Gap.class,
                DeadLetter.class,
                CandleRequest.class,
                CandleAnswer.class,
                Reconciliation.class,
                SentimentReading.class,
                SentimentEvent.class
            })
    void movesThroughFlinkWithoutKryo(Class<?> type) {
        assertSerializedAsPojoWithoutKryo(type);
    }
}
