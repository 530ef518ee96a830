package dev.candlewick.functions.sentiment;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.SelectionPressure;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.Signal;
import java.io.IOException;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Sentiment.class,
                SelectionPressure.class,
                RegimeEpisode.class,
                Signal.class,
                IndexHistory.class,
                IndexDay.class,
                KnownReadings.class,
                KnownReading.class,
                SentimentUpdate.class,
                WaitingBar.class,
                RulesInForce.class
            })
    void movesAndIsKeptWithoutKryo(Class<?> type) {
        assertSerializedAsPojoWithoutKryo(type);
    }

    @Test
    void operatorsTravelToTheWorkers() throws IOException, ClassNotFoundException {
        BuildSentiment build = new BuildSentiment(SentimentRules.DEFAULT, "run");
        JoinSignals join = new JoinSignals(SentimentRules.DEFAULT);

        assertThat(InstantiationUtil.clone(build)).isNotNull();
        assertThat(InstantiationUtil.clone(join)).isNotNull();
    }
}
