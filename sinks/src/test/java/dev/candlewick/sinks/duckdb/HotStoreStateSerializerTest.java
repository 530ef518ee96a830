package dev.candlewick.sinks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HotStoreStateSerializerTest {

    private final HotStoreStateSerializer serializer = new HotStoreStateSerializer();

    @Test
    void aStateComesBackAsItWas() throws IOException {
        HotStoreState state = new HotStoreState("lineage", 1L << 40);

        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(state)))
                .isEqualTo(state);
    }

    @Test
    void aStateOfALaterVersionIsRefused() {
        assertThatThrownBy(() -> serializer.deserialize(99, new byte[0]))
                .hasMessageContaining("version 99");
    }
}
