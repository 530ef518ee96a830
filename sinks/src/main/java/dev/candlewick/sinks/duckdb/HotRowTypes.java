package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.ModelTypeInfo;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of hot rows: that of the rows of each table which the hot store has, and of runs. */
final class HotRowTypes {

    private HotRowTypes() {}

    static TypeInformation<HotRow> type() {
        List<String> names = new ArrayList<>();
        List<TypeSerializer<?>> serializers = new ArrayList<>();
        for (Table<?> table : Tables.hot()) {
            names.add(table.name());
            serializers.add(
                    TypeInformation.of(table.rowType())
                            .createSerializer(new SerializerConfigImpl()));
        }
        names.add(HotRow.BAR_RUNS);
        serializers.add(
                TypeInformation.of(BarRun.class).createSerializer(new SerializerConfigImpl()));
        return new ModelTypeInfo<>(
                HotRow.class,
                new HotRowSerializer(names, serializers.toArray(new TypeSerializer<?>[0])));
    }

    /** Finds the type of hot rows. */
    public static final class Factory extends TypeInfoFactory<HotRow> {
        @Override
        public TypeInformation<HotRow> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return type();
        }
    }
}
