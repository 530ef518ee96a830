package dev.candlewick.sinks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlTest {

    @Test
    void aQuoteInANameDoesNotEndIt() {
        assertThat(Sql.literal("it's")).isEqualTo("'it''s'");
    }

    @Test
    void aPathIsNoPatternButWhatFollowsIs() {
        assertThat(Sql.glob(Path.of("/a*b/[c]?"), "/**/*.parquet"))
                .isEqualTo("'/a[*]b/[[]c][?]/**/*.parquet'");
    }

    @Test
    void aParameterWithoutAValueIsRefused() {
        assertThatThrownBy(() -> Sql.fill("kept_rows.sql", Map.of("schema", "main", "table", "t")))
                .hasMessageContaining("kept_rows.sql asks for ${hot}");
    }

    @Test
    void aValueIsTakenAsItIs() {
        assertThat(Sql.fill("kept_rows.sql", Map.of("schema", "$1", "table", "t", "hot", "\\0")))
                .contains("VIEW $1.t_newest AS\n\\0");
    }
}
