package dev.candlewick.sources.conformance;

import java.net.URL;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.testframe.external.ExternalSystemSplitDataWriter;
import org.apache.flink.connector.testframe.external.source.DataStreamSourceExternalContext;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;

/** One test's outside world; records are text. */
abstract class SourceContext implements DataStreamSourceExternalContext<String> {

    /** Makes records available to the source. */
    interface Writer {
        void write(List<String> records);
    }

    abstract Writer writer();

    @Override
    public final ExternalSystemSplitDataWriter<String> createSourceSplitDataWriter(
            TestingSourceSettings settings) {
        Writer writer = writer();
        return new ExternalSystemSplitDataWriter<>() {
            @Override
            public void writeRecords(List<String> records) {
                writer.write(records);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }

    @Override
    public List<URL> getConnectorJarPaths() {
        return List.of();
    }
}
